package dev.gantry.linux.spec;

/**
 * A device node of the container; {@code mode} holds S_IFCHR or S_IFBLK and the permission bits.
 */
public record Device(String path, int mode, int major, int minor, int uid, int gid) {
    /** S_IFCHR of stat(2). */
    public static final int CHARACTER = 0x2000;
    /** S_IFBLK of stat(2). */
    public static final int BLOCK = 0x6000;
}
