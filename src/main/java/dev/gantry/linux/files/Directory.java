package dev.gantry.linux.files;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import dev.gantry.linux.Errno;
import dev.gantry.linux.Fd;
import dev.gantry.linux.KernelException;
import java.time.Instant;
import java.util.Optional;

/**
 * An open directory. Every operation takes one name in it (see {@link Names}), never a path, and never follows a symlink of that name. The calls may block on the disk: not for virtual
 * threads. Failures are KernelException.
 */
public final class Directory implements AutoCloseable {

    private static final int STATX_BASIC = 0x7ff;
    private static final int STATX_SIZE = 256;
    private static final int STATX_MODE = 28;
    private static final int STATX_LENGTH = 40;
    private static final int STATX_RDEV_MAJOR = 128;
    private static final int STATX_RDEV_MINOR = 132;
    private static final int TIMES_SIZE = 32;
    private static final int SECONDS = 16;
    private static final int NANOS = 24;
    private static final int UTIME_OMIT = (1 << 30) - 2;

    private final Fd fd;

    Directory(Fd fd) {
        this.fd = fd;
    }

    /** The directory's descriptor, which stays this object's. */
    public Fd fd() {
        return fd;
    }

    /** What the name stands for; empty where there is nothing. */
    public Optional<FileStat> stat(String name) {
        try (var buffer = new Memory(STATX_SIZE)) {
            int result = FileCalls.statx(fd.number(), Names.c(name), FileCalls.AT_SYMLINK_NOFOLLOW, STATX_BASIC, address(buffer));
            if (result < 0) {
                int errno = Native.getLastError();
                if (errno == Errno.ENOENT) {
                    return Optional.empty();
                }
                throw failure("statx", name, errno);
            }
            return Optional.of(new FileStat(buffer.getShort(STATX_MODE) & 0xFFFF, buffer.getLong(STATX_LENGTH), buffer.getInt(STATX_RDEV_MAJOR), buffer.getInt(STATX_RDEV_MINOR)));
        }
    }

    /** Makes a new regular file and opens it for writing; EEXIST where the name is taken. */
    public Fd createFile(String name) {
        int flags = FileCalls.O_WRONLY | FileCalls.O_CREAT | FileCalls.O_EXCL | FileCalls.O_NOFOLLOW | FileCalls.O_CLOEXEC;
        return Fd.of(check(FileCalls.openat(fd.number(), Names.c(name), flags, 0600), "open", name));
    }

    /** Makes a directory, mode 0755 less the umask. */
    public void makeDirectory(String name) {
        check(FileCalls.mkdirat(fd.number(), Names.c(name), 0755), "mkdir", name);
    }

    /** Opens a directory in this one; ENOTDIR or ELOOP where the name is something else. */
    public Directory open(String name) {
        int flags = FileCalls.O_RDONLY | FileCalls.O_DIRECTORY | FileCalls.O_NOFOLLOW | FileCalls.O_CLOEXEC;
        return new Directory(Fd.of(check(FileCalls.openat(fd.number(), Names.c(name), flags, 0), "open", name)));
    }

    /** Makes a device, a FIFO or a socket: {@code mode} with its S_IF… bits. */
    public void makeNode(String name, int mode, int major, int minor) {
        check(FileCalls.mknodat(fd.number(), Names.c(name), mode, device(major, minor)), "mknod", name);
    }

    /** Makes a symlink that holds {@code target}. */
    public void symlink(String name, String target) {
        check(FileCalls.symlinkat(Names.c(target), fd.number(), Names.c(name)), "symlink", name);
    }

    /** Makes {@code name} one more name of what {@code other} has in its directory. */
    public void link(String name, Directory from, String other) {
        check(FileCalls.linkat(from.fd.number(), Names.c(other), fd.number(), Names.c(name), 0), "link", name);
    }

    /** Removes a name; false, and nothing else, where it is a directory. */
    public boolean unlink(String name) {
        if (FileCalls.unlinkat(fd.number(), Names.c(name), 0) == 0) {
            return true;
        }
        int errno = Native.getLastError();
        if (errno != Errno.EISDIR) {
            throw failure("unlink", name, errno);
        }
        return false;
    }

    /** Moves a name to another directory; what has the new name there is replaced, if it is no directory that holds anything. */
    public void rename(String name, Directory to, String newName) {
        check(FileCalls.renameat(fd.number(), Names.c(name), to.fd.number(), Names.c(newName)), "rename", name);
    }

    /** Lets the next reading of its names begin at the first. */
    void rewind() {
        if (FileCalls.lseek(fd.number(), 0, FileCalls.SEEK_SET) < 0) {
            throw new KernelException("lseek", toString(), Native.getLastError());
        }
    }

    /** Removes an empty directory. */
    public void removeDirectory(String name) {
        check(FileCalls.unlinkat(fd.number(), Names.c(name), FileCalls.AT_REMOVEDIR), "rmdir", name);
    }

    /** Sets the owner, of a symlink itself too. Clears setuid bits: set the mode after it. */
    public void owner(String name, int uid, int gid) {
        check(FileCalls.fchownat(fd.number(), Names.c(name), uid, gid, FileCalls.AT_SYMLINK_NOFOLLOW), "chown", name);
    }

    /** Sets the permission bits of a node that was just made here; the kernel has no call that refuses symlinks before 6.6. */
    public void mode(String name, int mode) {
        check(FileCalls.fchmodat(fd.number(), Names.c(name), mode, 0), "chmod", name);
    }

    /** Sets the modification time, of a symlink itself too. */
    public void modified(String name, Instant time) {
        try (var times = times(time)) {
            check(FileCalls.utimensat(fd.number(), Names.c(name), address(times), FileCalls.AT_SYMLINK_NOFOLLOW), "utimensat", name);
        }
    }

    /** Sets owner, then permission bits, of an open file or directory. */
    public static void ownerAndMode(Fd file, int uid, int gid, int mode) {
        check(FileCalls.fchown(file.number(), uid, gid), "chown", file);
        check(FileCalls.fchmod(file.number(), mode), "chmod", file);
    }

    /** Sets the modification time of an open file or directory. */
    public static void modified(Fd file, Instant time) {
        try (var times = times(time)) {
            check(FileCalls.futimens(file.number(), address(times)), "futimens", file);
        }
    }

    /** Sets an extended attribute of an open file or directory. */
    public static void attribute(Fd file, String attribute, byte[] value) {
        check(FileCalls.fsetxattr(file.number(), Names.c(attribute), value, value.length, 0), "setxattr " + attribute, file);
    }

    /** Sets the length of an open file; a longer one gets a hole. */
    public static void length(Fd file, long length) {
        check(FileCalls.ftruncate(file.number(), length), "ftruncate", file);
    }

    @Override
    public void close() {
        fd.close();
    }

    @Override
    public String toString() {
        return fd.toString();
    }

    static long address(Memory memory) {
        return com.sun.jna.Pointer.nativeValue(memory);
    }

    private static Memory times(Instant time) {
        var times = new Memory(TIMES_SIZE);
        times.setLong(0, 0);
        times.setLong(8, UTIME_OMIT);
        times.setLong(SECONDS, time.getEpochSecond());
        times.setLong(NANOS, time.getNano());
        return times;
    }

    /** makedev(3) as the C library packs it. */
    private static long device(int major, int minor) {
        long ma = major & 0xFFFFFFFFL;
        long mi = minor & 0xFFFFFFFFL;
        return (ma & 0xFFFFF000L) << 32 | (ma & 0xFFF) << 8 | (mi & 0xFFFFFF00L) << 12 | mi & 0xFF;
    }

    private int check(int result, String call, String name) {
        if (result < 0) {
            throw failure(call, name, Native.getLastError());
        }
        return result;
    }

    private static void check(int result, String call, Fd file) {
        if (result < 0) {
            throw new KernelException(call, file.toString(), Native.getLastError());
        }
    }

    private static KernelException failure(String call, String name, int errno) {
        return new KernelException(call, Names.shown(name), errno);
    }
}
