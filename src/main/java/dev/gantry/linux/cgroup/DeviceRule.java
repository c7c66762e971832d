package dev.gantry.linux.cgroup;

import java.util.List;

/**
 * One rule of the device controller.
 *
 * @param type   {@code a} all, {@code c} character, {@code b} block
 * @param major  number, {@link #ANY} for every one
 * @param minor  number, {@link #ANY} for every one
 * @param access letters of {@code rwm}: read, write, make nodes
 */
public record DeviceRule(boolean allow, char type, int major, int minor, String access) {
    /** Every major or minor number. */
    public static final int ANY = -1;

    /** All devices (a privileged container). */
    public static final DeviceRule EVERYTHING = new DeviceRule(true, 'a', ANY, ANY, "rwm");

    /** What every container may use, as with Docker: make any node; null, zero, full, random, urandom, tty, console, ptmx and its terminals, tun. */
    public static final List<DeviceRule> DEFAULTS = List.of(
            new DeviceRule(false, 'a', ANY, ANY, "rwm"),
            new DeviceRule(true, 'c', ANY, ANY, "m"),
            new DeviceRule(true, 'b', ANY, ANY, "m"),
            new DeviceRule(true, 'c', 1, 3, "rwm"),
            new DeviceRule(true, 'c', 1, 5, "rwm"),
            new DeviceRule(true, 'c', 1, 7, "rwm"),
            new DeviceRule(true, 'c', 1, 8, "rwm"),
            new DeviceRule(true, 'c', 1, 9, "rwm"),
            new DeviceRule(true, 'c', 5, 0, "rwm"),
            new DeviceRule(true, 'c', 5, 1, "rwm"),
            new DeviceRule(true, 'c', 5, 2, "rwm"),
            new DeviceRule(true, 'c', 136, ANY, "rwm"),
            new DeviceRule(true, 'c', 10, 200, "rwm"));

    /** The rule as devices.allow and devices.deny take it. */
    public String text() {
        return type + " " + number(major) + ":" + number(minor) + " " + access;
    }

    private static String number(int value) {
        return value == ANY ? "*" : Integer.toString(value);
    }
}
