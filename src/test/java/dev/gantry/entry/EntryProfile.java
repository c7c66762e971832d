package dev.gantry.entry;

import dev.gantry.it.EngineProfile;
import java.util.HashMap;
import java.util.Map;

/** An engine of the tests' own that also answers to the name console.example. */
public class EntryProfile extends EngineProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
        overrides.put("gantry.names", "console.example");
        return overrides;
    }
}
