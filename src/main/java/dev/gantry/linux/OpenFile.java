package dev.gantry.linux;

import com.sun.jna.Memory;
import java.nio.file.Path;

/**
 * Files opened by descriptor, open(2) and openat2(2). Local files only: an open that waits (a FIFO) is refused by its callers' flags.
 */
public final class OpenFile {
    /** O_RDONLY. */
    public static final int READ = Libc.O_RDONLY;
    /** O_PATH: a place in the tree, not its content. */
    public static final int PATH = Libc.O_PATH;
    /** O_DIRECTORY. */
    public static final int DIRECTORY = System.getProperty("os.arch").equals("aarch64") ? 0x4000 : 0x10000;
    /** O_NONBLOCK: never wait for the other end of a FIFO. */
    public static final int NONBLOCK = 0x800;

    private static final long SYS_OPENAT2 = 437;
    private static final long RESOLVE_NO_MAGICLINKS = 0x02;
    private static final long RESOLVE_IN_ROOT = 0x10;
    private static final int OPEN_HOW = 24;

    private OpenFile() {
    }

    /** The place itself (O_PATH), symbolic links followed. */
    public static Fd path(Path path) {
        return open(path, PATH);
    }

    /** Opens a path of the engine's own; close-on-exec. */
    public static Fd open(Path path, int flags) {
        int fd = Libc.open(path.toString(), flags | Libc.O_CLOEXEC, 0);
        if (fd < 0) {
            throw new KernelException("open", path.toString(), Errno.last());
        }
        return Fd.of(fd);
    }

    /** Opens a path below {@code root} as if that were {@code /}: no link and no {@code ..} leads out (RESOLVE_IN_ROOT). */
    public static Fd inRoot(Fd root, String path, int flags) {
        byte[] name = (path + "\0").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (Memory memory = new Memory(OPEN_HOW + name.length)) {
            memory.setLong(0, flags | Libc.O_CLOEXEC);
            memory.setLong(8, 0);
            memory.setLong(16, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
            memory.write(OPEN_HOW, name, 0, name.length);
            int fd;
            int errno;
            do {
                fd = (int) Libc.syscall(SYS_OPENAT2, root.number(), memory.share(OPEN_HOW), memory, OPEN_HOW);
                errno = fd < 0 ? Errno.last() : 0;
                // The kernel answers EAGAIN where a rename somewhere made it unable to tell whether ".." stayed inside.
            } while (errno == Errno.EAGAIN);
            if (errno != 0) {
                throw new KernelException("openat2", path, errno);
            }
            return Fd.of(fd);
        }
    }
}
