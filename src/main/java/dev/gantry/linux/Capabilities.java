package dev.gantry.linux;

import java.util.List;
import java.util.Set;

/**
 * Capabilities by name, capabilities(7).
 */
public final class Capabilities {
    private Capabilities() {
    }

    /** Docker's defaults with {@code add} and {@code drop} applied (names with or without CAP_, ALL), as names with CAP_. */
    public static Set<String> of(List<String> add, List<String> drop, boolean privileged) {
        throw new UnsupportedOperationException();
    }

    /** The bits of these names. */
    public static long bits(Set<String> names) {
        throw new UnsupportedOperationException();
    }
}
