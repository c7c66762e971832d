package dev.gantry.it;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** An engine of the tests' own: its folders below /tmp, its cgroups beside everyone else's. */
public class EngineProfile implements QuarkusTestProfile {

    static final String ROOT = System.getProperty("it.root", "/tmp/gantry-it-" + ProcessHandle.current().pid());

    static final String CGROUP = "gantry-it-" + ProcessHandle.current().pid();

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(EngineFolders.class));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("gantry.data-root", ROOT + "/data", "gantry.run-dir", ROOT + "/run", "gantry.listen", "127.0.0.1:0",
                "gantry.cgroup-parent", CGROUP);
    }
}
