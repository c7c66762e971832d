package dev.gantry.container.config;

/** A limit of the use of a disk, which is named by its node on the host; {@code value} is 10 … 1000 for a weight, else bytes or operations a second. */
public record BlockDeviceLimit(Kind kind, String path, long value) {

    /** What is limited. */
    public enum Kind { WEIGHT, READ_BPS, WRITE_BPS, READ_IOPS, WRITE_IOPS }
}
