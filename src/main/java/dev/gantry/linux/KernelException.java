package dev.gantry.linux;

/**
 * A system call that failed: its name, what it was called on, and the kernel's error number.
 */
public final class KernelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String call;
    private final String object;
    private final int errno;

    /** A failure of {@code call} on {@code object} with {@code errno} as in errno(3). */
    public KernelException(String call, String object, int errno) {
        super(call + " " + object + ": " + Errno.text(errno));
        this.call = call;
        this.object = object;
        this.errno = errno;
    }

    /** The system call's name. */
    public String call() {
        return call;
    }

    /** The path, address or descriptor that it was called on. */
    public String object() {
        return object;
    }

    /** The error number, see {@link Errno}. */
    public int errno() {
        return errno;
    }
}
