package dev.gantry.linux.spec;

/**
 * A resource limit, setrlimit(2); {@link #INFINITY} is no limit.
 */
public record Rlimit(Resource resource, long soft, long hard) {
    /** RLIM_INFINITY. */
    public static final long INFINITY = -1;

    /** RLIMIT_… numbers of x86 and arm, in the kernel's order. */
    public enum Resource {
        CPU, FSIZE, DATA, STACK, CORE, RSS, NPROC, NOFILE, MEMLOCK, AS, LOCKS, SIGPENDING, MSGQUEUE, NICE, RTPRIO, RTTIME
    }
}
