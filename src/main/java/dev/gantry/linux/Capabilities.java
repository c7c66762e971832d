package dev.gantry.linux;

import dev.gantry.model.InvalidRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Capabilities by name, capabilities(7). Those that this process does not have itself it can't give to a container.
 */
public final class Capabilities {
    private static final String ALL = "ALL";
    private static final String PREFIX = "CAP_";
    /** In the order of their numbers. */
    private static final List<String> NAMES = List.of(
            "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_SETGID", "CAP_SETUID",
            "CAP_SETPCAP", "CAP_LINUX_IMMUTABLE", "CAP_NET_BIND_SERVICE", "CAP_NET_BROADCAST", "CAP_NET_ADMIN", "CAP_NET_RAW",
            "CAP_IPC_LOCK", "CAP_IPC_OWNER", "CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT", "CAP_SYS_PTRACE", "CAP_SYS_PACCT",
            "CAP_SYS_ADMIN", "CAP_SYS_BOOT", "CAP_SYS_NICE", "CAP_SYS_RESOURCE", "CAP_SYS_TIME", "CAP_SYS_TTY_CONFIG", "CAP_MKNOD",
            "CAP_LEASE", "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL", "CAP_SETFCAP", "CAP_MAC_OVERRIDE", "CAP_MAC_ADMIN", "CAP_SYSLOG",
            "CAP_WAKE_ALARM", "CAP_BLOCK_SUSPEND", "CAP_AUDIT_READ", "CAP_PERFMON", "CAP_BPF", "CAP_CHECKPOINT_RESTORE");
    /** What Docker gives every container. */
    private static final List<String> DEFAULTS = List.of(
            "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW", "CAP_SETGID", "CAP_SETUID",
            "CAP_SETFCAP", "CAP_SETPCAP", "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_KILL", "CAP_AUDIT_WRITE");
    private static final long AVAILABLE = available();

    private Capabilities() {
    }

    /**
     * Docker's defaults with {@code add} and {@code drop} applied (names with or without CAP_, or ALL), as names with CAP_ in the order of
     * their numbers. InvalidRequest, in Docker's words, names one that is unknown or that this process can't give.
     */
    public static Set<String> of(List<String> add, List<String> drop, boolean privileged) {
        Set<String> added = normalise(add, "CapAdd");
        Set<String> dropped = normalise(drop, "CapDrop");
        if (privileged) {
            return names(AVAILABLE);
        }
        if (added.contains(ALL)) {
            dropped.remove(ALL);
            return names(AVAILABLE & ~bits(dropped));
        }
        long kept = dropped.contains(ALL) ? 0 : bits(DEFAULTS) & AVAILABLE & ~bits(dropped);
        for (String name : added) {
            if ((bit(name) & AVAILABLE) == 0) {
                throw new InvalidRequest("invalid CapAdd: capability not supported by your kernel or not available in the current environment: \""
                        + name + "\"");
            }
        }
        return names(kept | bits(added));
    }

    /** The bits of these names with CAP_; IllegalArgumentException for an unknown one. */
    public static long bits(Collection<String> names) {
        return names.stream().mapToLong(Capabilities::bit).reduce(0, (a, b) -> a | b);
    }

    /** The names of these bits, in the order of their numbers. */
    public static Set<String> names(long bits) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < NAMES.size(); i++) {
            if ((bits >>> i & 1) != 0) {
                names.add(NAMES.get(i));
            }
        }
        return names;
    }

    private static long bit(String name) {
        if (name.equals(ALL)) {
            return 0;
        }
        int number = NAMES.indexOf(name);
        if (number < 0) {
            throw new IllegalArgumentException("unknown capability: " + name);
        }
        return 1L << number;
    }

    private static Set<String> normalise(List<String> names, String field) {
        Set<String> result = new LinkedHashSet<>();
        for (String given : names) {
            String name = given.toUpperCase(Locale.ROOT);
            if (!name.equals(ALL) && !name.startsWith(PREFIX)) {
                name = PREFIX + name;
            }
            if (!name.equals(ALL) && !NAMES.contains(name)) {
                throw new InvalidRequest("invalid " + field + ": unknown capability: \"" + name + "\"");
            }
            result.add(name);
        }
        return result;
    }

    private static long available() {
        Path file = Path.of("/proc/self/status");
        try {
            return Files.readAllLines(file).stream().filter(line -> line.startsWith("CapBnd:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16)).findFirst().orElse(0);
        } catch (IOException failure) {
            throw new UncheckedIOException("Reading " + file, failure);
        }
    }
}
