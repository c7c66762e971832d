package dev.gantry.linux.files;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import dev.gantry.linux.Fd;
import dev.gantry.linux.KernelException;
import java.nio.file.Path;

/**
 * A directory that is the root of everything looked up in it: {@code ..} and absolute symlinks end at it, openat2(2) with RESOLVE_IN_ROOT. What comes back is a descriptor, so a path is
 * looked up once.
 */
public final class RootDirectory implements AutoCloseable {

    private static final long RESOLVE_NO_MAGICLINKS = 0x02;
    private static final long RESOLVE_IN_ROOT = 0x10;
    private static final int HOW_SIZE = 24;

    private final Directory root;
    private final Memory how = new Memory(HOW_SIZE);

    private RootDirectory(Directory root) {
        this.root = root;
        how.setLong(0, FileCalls.O_RDONLY | FileCalls.O_DIRECTORY | FileCalls.O_CLOEXEC);
        how.setLong(8, 0);
        how.setLong(16, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
    }

    /** Opens a directory of the host as a root; its path is trusted. */
    public static RootDirectory open(Path path) {
        int flags = FileCalls.O_RDONLY | FileCalls.O_DIRECTORY | FileCalls.O_CLOEXEC;
        int fd = FileCalls.openat(FileCalls.AT_FDCWD, Names.c(Names.ofText(path.toString())), flags, 0);
        if (fd < 0) {
            throw new KernelException("open", path.toString(), Native.getLastError());
        }
        return new RootDirectory(new Directory(Fd.of(fd)));
    }

    /** The root itself; closed with this object. */
    public Directory root() {
        return root;
    }

    /** Opens the directory that a path leads to inside the root, through symlinks that stay in it. KernelException with ENOENT, ENOTDIR, ELOOP… */
    public Directory open(String path) {
        long fd = FileCalls.syscall(FileCalls.SYS_OPENAT2, root.fd().number(), Names.c(path), Directory.address(how), HOW_SIZE);
        if (fd < 0) {
            throw new KernelException("openat2", Names.shown(path), Native.getLastError());
        }
        return new Directory(Fd.of((int) fd));
    }

    @Override
    public void close() {
        root.close();
        how.close();
    }
}
