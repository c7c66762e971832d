package dev.gantry.linux.seccomp;

import dev.gantry.linux.spec.SeccompFilter;
import java.util.Set;

/**
 * The compiled filters, one a profile and set of capabilities.
 */
public final class SeccompProfiles {
    /** The default profile for a container with these capabilities (names with CAP_). */
    public SeccompFilter defaultFilter(Set<String> capabilities) {
        throw new UnsupportedOperationException();
    }

    /** A profile of the user's, as JSON; InvalidRequest where it can't be read or compiled. */
    public SeccompFilter custom(String json, Set<String> capabilities) {
        throw new UnsupportedOperationException();
    }
}
