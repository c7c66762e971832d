package dev.gantry.linux.seccomp;

import java.util.Map;
import java.util.Set;

/**
 * Which arguments the kernel takes 32 bits of. It drops the upper half of the register, a filter sees all of it: a rule such as "a family over 40"
 * would let {@code socket(0x1_0000_0026)} pass, which is AF_ALG to the kernel. So of these only the lower half is compared.
 */
final class ArgumentWidth {
    /** Arguments that the kernel declares int or unsigned int, of calls that profiles tell apart by them. Flags of clone and unshare are long. */
    private static final Map<String, Set<Integer>> NARROW = Map.ofEntries(
            Map.entry("bpf", Set.of(0)), Map.entry("fcntl", Set.of(0, 1)), Map.entry("getsockopt", Set.of(0, 1, 2)), Map.entry("ioctl", Set.of(0, 1)),
            Map.entry("keyctl", Set.of(0)), Map.entry("kill", Set.of(0, 1)), Map.entry("madvise", Set.of(2)), Map.entry("memfd_create", Set.of(1)),
            Map.entry("open", Set.of(1)), Map.entry("openat", Set.of(0, 2)), Map.entry("personality", Set.of(0)), Map.entry("prctl", Set.of(0)),
            Map.entry("prlimit64", Set.of(0, 1)), Map.entry("quotactl", Set.of(0)), Map.entry("reboot", Set.of(0, 1, 2)),
            Map.entry("sched_setscheduler", Set.of(0, 1)), Map.entry("seccomp", Set.of(0, 1)), Map.entry("setns", Set.of(0, 1)),
            Map.entry("setpriority", Set.of(0, 1, 2)), Map.entry("setrlimit", Set.of(0)), Map.entry("setsockopt", Set.of(0, 1, 2)),
            Map.entry("socket", Set.of(0, 1, 2)), Map.entry("socketpair", Set.of(0, 1, 2)), Map.entry("tgkill", Set.of(0, 1, 2)),
            Map.entry("umount2", Set.of(1)));

    private ArgumentWidth() {
    }

    /** In the calling conventions of 32-bit programs that holds for every argument. */
    static boolean narrow(Architecture architecture, String call, int argument) {
        return switch (architecture) {
            case X86, X32 -> true;
            case X86_64, AARCH64 -> NARROW.getOrDefault(call, Set.of()).contains(argument);
        };
    }
}
