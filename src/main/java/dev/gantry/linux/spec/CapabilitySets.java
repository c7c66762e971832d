package dev.gantry.linux.spec;

/**
 * The five sets of a process as bit masks, capabilities(7).
 */
public record CapabilitySets(long bounding, long effective, long permitted, long inheritable, long ambient) {
    /** A root process: the same bits bounding, effective and permitted, nothing inheritable or ambient. */
    public static CapabilitySets root(long bits) {
        return new CapabilitySets(bits, bits, bits, 0, 0);
    }

    /** A process that is not root: only the bounding set, so that a set-user-id program can have them. */
    public static CapabilitySets user(long bits) {
        return new CapabilitySets(bits, 0, 0, 0, 0);
    }
}
