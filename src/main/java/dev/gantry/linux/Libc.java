package dev.gantry.linux;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The C library's functions by JNA direct mapping. Each returns what C returns; the error number is read by
 * {@link Errno#last()} right after the call, on the same thread. None of those used on virtual threads can block.
 */
final class Libc {
    static final int F_DUPFD_CLOEXEC = 1030;
    static final int F_ADD_SEALS = 1033;
    static final int AF_UNIX = 1;
    static final int SOCK_SEQPACKET = 5;
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int SOL_SOCKET = 1;
    static final int SCM_RIGHTS = 1;
    static final int MSG_DONTWAIT = 0x40;
    static final int MSG_NOSIGNAL = 0x4000;
    static final int MSG_CMSG_CLOEXEC = 0x4000_0000;
    static final int MSG_CTRUNC = 0x8;
    static final int MSG_TRUNC = 0x20;
    static final int EPOLL_CLOEXEC = 0x80000;
    static final int EFD_CLOEXEC_NONBLOCK = 0x80800;
    static final int O_RDONLY = 0;
    static final int O_CLOEXEC = 0x80000;
    static final int O_PATH = 0x20_0000;

    static {
        Native.register(Libc.class, "c");
    }

    private Libc() {
    }

    static native int close(int fd);

    static native int fcntl(int fd, int command, int argument);

    static native int open(String path, int flags, int mode);

    static native long write(int fd, byte[] data, long length);

    static native int memfd_create(String name, int flags);

    static native int socket(int domain, int type, int protocol);

    static native int socketpair(int domain, int type, int protocol, int[] pair);

    static native int connect(int fd, byte[] address, int length);

    static native long send(int fd, byte[] data, long length, int flags);

    static native long sendmsg(int fd, Pointer header, int flags);

    static native long recvmsg(int fd, Pointer header, int flags);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epoll, int operation, int fd, byte[] event);

    static native int epoll_wait(int epoll, Pointer events, int most, int timeout);

    static native int eventfd(int initial, int flags);

    static native int posix_spawn(int[] pid, String path, Pointer actions, Pointer attributes, Pointer arguments, Pointer environment);

    static native int posix_spawn_file_actions_init(Memory actions);

    static native int posix_spawn_file_actions_adddup2(Memory actions, int from, int to);

    static native int posix_spawn_file_actions_addclosefrom_np(Memory actions, int from);

    static native int posix_spawn_file_actions_destroy(Memory actions);

    static native int posix_spawnattr_init(Memory attributes);

    static native int posix_spawnattr_setflags(Memory attributes, short flags);

    static native int posix_spawnattr_setsigmask(Memory attributes, Memory set);

    static native int posix_spawnattr_setsigdefault(Memory attributes, Memory set);

    static native int posix_spawnattr_destroy(Memory attributes);

    static native int waitpid(int pid, int[] status, int options);

    static native int kill(int pid, int signal);

    static native int madvise(Pointer start, long length, int advice);

    static native int malloc_trim(long keep);

    static native String strerror(int errno);

    static native long syscall(long number, long a, Pointer b, long c);
}
