package dev.gantry.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The console's sessions. A session is looked up on every request, so all live ones are in memory; the database keeps them over a restart. */
@ApplicationScoped
public class Sessions {

    private final Map<String, Principal> byTokenHash = new ConcurrentHashMap<>();

    /** Who holds this token; empty if it was never given out, has expired or was ended. */
    public Optional<Principal> find(String token) {
        return Optional.ofNullable(byTokenHash.get(token));
    }
}
