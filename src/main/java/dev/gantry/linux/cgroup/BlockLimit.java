package dev.gantry.linux.cgroup;

/**
 * A limit of one disk's use.
 *
 * @param major number of the whole disk; the kernel refuses a partition's
 * @param value bytes or operations a second; 10 … 1000 for a weight
 */
public record BlockLimit(Kind kind, int major, int minor, long value) {
    /** What is limited. */
    public enum Kind {
        /** Its share among those that use the disk at the same time. */
        WEIGHT,
        /** Bytes read a second. */
        READ_BPS,
        /** Bytes written a second. */
        WRITE_BPS,
        /** Reads a second. */
        READ_IOPS,
        /** Writes a second. */
        WRITE_IOPS
    }

    /** The number as both versions' files take it. */
    String device() {
        return major + ":" + minor;
    }
}
