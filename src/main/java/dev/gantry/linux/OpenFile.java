package dev.gantry.linux;

import java.nio.file.Path;

/**
 * Files opened by descriptor, open(2), for calls that take one.
 */
public final class OpenFile {
    /** O_RDONLY. */
    public static final int READ = Libc.O_RDONLY;
    /** O_PATH: a place in the tree, not its content. */
    public static final int PATH = Libc.O_PATH;
    /** O_DIRECTORY. */
    public static final int DIRECTORY = System.getProperty("os.arch").equals("aarch64") ? 0x4000 : 0x10000;

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
}
