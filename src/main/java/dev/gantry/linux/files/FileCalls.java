package dev.gantry.linux.files;

import com.sun.jna.Native;

/**
 * The C library's file functions by JNA direct mapping, each relative to a directory's descriptor. Paths are byte arrays that end in a zero; addresses are plain numbers, which
 * JNA passes on without a copy. The error number is {@code Native.getLastError()} right after the call, on the same thread.
 */
final class FileCalls {

    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_REMOVEDIR = 0x200;

    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_CREAT = 0x40;
    static final int O_EXCL = 0x80;
    static final int O_CLOEXEC = 0x80000;
    /** O_DIRECTORY and O_NOFOLLOW have other numbers on arm64 (asm/fcntl.h). */
    static final int O_DIRECTORY;
    static final int O_NOFOLLOW;

    static final int SEEK_SET = 0;

    static final long SYS_OPENAT2 = 437;

    static {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        O_DIRECTORY = arm ? 0x4000 : 0x10000;
        O_NOFOLLOW = arm ? 0x8000 : 0x20000;
        Native.register(FileCalls.class, "c");
    }

    private FileCalls() {}

    static native long syscall(long number, int directory, byte[] path, long how, long size);

    static native int openat(int directory, byte[] path, int flags, int mode);

    static native long write(int fd, long address, long count);

    static native int ftruncate(int fd, long length);

    static native long lseek(int fd, long offset, int whence);

    static native int mkdirat(int directory, byte[] name, int mode);

    static native int mknodat(int directory, byte[] name, int mode, long device);

    static native int symlinkat(byte[] target, int directory, byte[] name);

    static native int linkat(int fromDirectory, byte[] from, int directory, byte[] name, int flags);

    static native int renameat(int fromDirectory, byte[] from, int directory, byte[] name);

    static native long getdents64(int fd, long address, long size);

    static native int unlinkat(int directory, byte[] name, int flags);

    static native int fchown(int fd, int uid, int gid);

    static native int fchownat(int directory, byte[] name, int uid, int gid, int flags);

    static native int fchmod(int fd, int mode);

    static native int fchmodat(int directory, byte[] name, int mode, int flags);

    static native int futimens(int fd, long times);

    static native int utimensat(int directory, byte[] name, long times, int flags);

    static native int statx(int directory, byte[] name, int flags, int mask, long buffer);

    static native int fsetxattr(int fd, byte[] name, byte[] value, long size, int flags);
}
