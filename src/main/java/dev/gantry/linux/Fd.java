package dev.gantry.linux;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * An open file descriptor of this process, closed once.
 */
public final class Fd implements AutoCloseable {
    private static final int CLOSED = -1;

    private final AtomicInteger number;

    private Fd(int number) {
        this.number = new AtomicInteger(number);
    }

    /** Takes over an open descriptor: whoever holds the result closes it. */
    public static Fd of(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("not a descriptor: " + number);
        }
        return new Fd(number);
    }

    /** The descriptor's number; IllegalStateException once it is closed. */
    public int number() {
        int open = number.get();
        if (open == CLOSED) {
            throw new IllegalStateException("the descriptor is closed");
        }
        return open;
    }

    /** A path that leads to what the descriptor refers to, for calls that take only a path, proc_pid_fd(5). */
    public String path() {
        return "/proc/self/fd/" + number();
    }

    /** A second descriptor for the same open file, dup(2), close-on-exec. */
    public Fd duplicate() {
        int copy = Libc.fcntl(number(), Libc.F_DUPFD_CLOEXEC, 0);
        if (copy < 0) {
            throw new KernelException("fcntl", "F_DUPFD_CLOEXEC of " + this, Errno.last());
        }
        return of(copy);
    }

    @Override
    public void close() {
        int open = number.getAndSet(CLOSED);
        if (open != CLOSED) {
            Libc.close(open);
        }
    }

    @Override
    public String toString() {
        int open = number.get();
        return open == CLOSED ? "fd (closed)" : "fd " + open;
    }
}
