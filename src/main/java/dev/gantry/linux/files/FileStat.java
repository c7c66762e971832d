package dev.gantry.linux.files;

/**
 * What a name stands for, statx(2), as far as the engine asks.
 *
 * @param mode type and permission bits, inode(7)
 * @param rdevMajor of a device
 */
public record FileStat(int mode, long size, int rdevMajor, int rdevMinor) {

    public static final int S_IFMT = 0xF000;
    public static final int S_IFIFO = 0x1000;
    public static final int S_IFCHR = 0x2000;
    public static final int S_IFDIR = 0x4000;
    public static final int S_IFBLK = 0x6000;
    public static final int S_IFREG = 0x8000;
    public static final int S_IFLNK = 0xA000;

    public boolean isDirectory() {
        return (mode & S_IFMT) == S_IFDIR;
    }

    public boolean isSymlink() {
        return (mode & S_IFMT) == S_IFLNK;
    }

    /** Whether it is overlayfs' mark that a name of a lower layer is gone: a character device 0/0 (kernel's overlayfs.rst, "whiteouts"). */
    public boolean isWhiteout() {
        return (mode & S_IFMT) == S_IFCHR && rdevMajor == 0 && rdevMinor == 0;
    }
}
