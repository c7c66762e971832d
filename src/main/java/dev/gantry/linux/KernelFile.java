package dev.gantry.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Small files of /proc, /sys and the cgroup file systems, which are read whole and take a value in one write.
 */
public final class KernelFile {
    private static final int O_WRONLY = 1;

    private KernelFile() {
    }

    /** Writes one value; KernelException tells the file and the value that the kernel refused. */
    public static void write(Path file, String value) {
        int number = Libc.open(file.toString(), O_WRONLY | Libc.O_CLOEXEC, 0);
        if (number < 0) {
            throw new KernelException("open", file.toString(), Errno.last());
        }
        try (Fd fd = Fd.of(number)) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            if (Libc.write(fd.number(), bytes, bytes.length) != bytes.length) {
                throw new KernelException("write " + value + " to", file.toString(), Errno.last());
            }
        }
    }

    /** Reads the whole file without the white space at its ends. */
    public static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException missing) {
            throw new KernelException("open", file.toString(), Errno.ENOENT);
        } catch (IOException failure) {
            throw new KernelException("read", file + " (" + failure.getMessage() + ")", Errno.EIO);
        }
    }
}
