package dev.gantry.linux.spec;

/**
 * A device node of the container, or an empty file; {@code mode} holds the type and the permission bits.
 */
public record Device(String path, int mode, int major, int minor, int uid, int gid) {
    /** S_IFCHR of stat(2). */
    public static final int CHARACTER = 0x2000;
    /** S_IFBLK of stat(2). */
    public static final int BLOCK = 0x6000;
    /** S_IFREG of stat(2). */
    public static final int REGULAR = 0x8000;
}
