package dev.gantry.linux;

import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * The C library's functions by JNA direct mapping. Each returns what C returns; the error number is read by
 * {@link Errno#last()} right after the call, on the same thread.
 */
final class Libc {
    static final int F_DUPFD_CLOEXEC = 1030;

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {
    }

    static native int close(int fd);

    static native int fcntl(int fd, int command, int argument);

    static native String strerror(int errno);
}
