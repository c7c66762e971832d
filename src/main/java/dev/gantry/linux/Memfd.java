package dev.gantry.linux;

import java.util.Arrays;

/**
 * Memory as a file that nobody can change any more, memfd_create(2).
 */
public final class Memfd {
    private static final int MFD_CLOEXEC = 1;
    private static final int MFD_ALLOW_SEALING = 2;
    /** F_SEAL_SEAL, SHRINK, GROW and WRITE. */
    private static final int ALL_SEALS = 0xf;

    private Memfd() {
    }

    /** A sealed, close-on-exec file of these bytes; {@code name} shows in /proc only. */
    public static Fd sealed(String name, byte[] content) {
        int number = Libc.memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
        if (number < 0) {
            throw new KernelException("memfd_create", name, Errno.last());
        }
        Fd fd = Fd.of(number);
        try {
            byte[] rest = content;
            while (rest.length > 0) {
                long written = Libc.write(number, rest, rest.length);
                if (written < 0) {
                    throw new KernelException("write", "memfd " + name, Errno.last());
                }
                rest = Arrays.copyOfRange(rest, (int) written, rest.length);
            }
            if (Libc.fcntl(number, Libc.F_ADD_SEALS, ALL_SEALS) != 0) {
                throw new KernelException("fcntl", "F_ADD_SEALS of memfd " + name, Errno.last());
            }
            return fd;
        } catch (RuntimeException failure) {
            fd.close();
            throw failure;
        }
    }
}
