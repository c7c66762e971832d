package dev.gantry.linux.spec;

import dev.gantry.linux.Fd;
import java.util.Objects;
import java.util.Optional;

/**
 * One mount of a container, in the order of the spec. Made by the factories and refined by the {@code with…} methods.
 */
public final class Mount {
    private final String source;
    private final Fd sourceFd;
    private final String target;
    private final String type;
    private final long flags;
    private final String data;
    private final long propagation;
    private final boolean optional;
    private final boolean recursiveReadOnly;
    private final boolean copyUp;
    private final int mode;

    private Mount(String source, Fd sourceFd, String target, String type, long flags, String data, long propagation,
                  boolean optional, boolean recursiveReadOnly, boolean copyUp, int mode) {
        this.source = source;
        this.sourceFd = sourceFd;
        this.target = Objects.requireNonNull(target, "target");
        this.type = Objects.requireNonNull(type, "type");
        this.flags = flags;
        this.data = data;
        this.propagation = propagation;
        this.optional = optional;
        this.recursiveReadOnly = recursiveReadOnly;
        this.copyUp = copyUp;
        this.mode = mode;
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("a mount's target is absolute: " + target);
        }
    }

    /** A file system of the kernel: {@code proc}, {@code sysfs}, {@code tmpfs}, {@code devpts}, {@code mqueue}, {@code cgroup} or {@code cgroup2}. */
    public static Mount fileSystem(String type, String target, long flags, String data) {
        return new Mount(type, null, target, type, flags, data, 0, false, false, false, 0);
    }

    /** A bind of what the engine has opened; the descriptor stays the caller's to close. */
    public static Mount bind(Fd source, String target, long flags) {
        return new Mount(null, Objects.requireNonNull(source, "source"), target, "bind", flags | MountFlags.BIND, null, 0, false, false, false, 0);
    }

    /** A bind of a path of the engine's own making. */
    public static Mount bind(String source, String target, long flags) {
        return new Mount(Objects.requireNonNull(source, "source"), null, target, "bind", flags | MountFlags.BIND, null, 0, false, false, false, 0);
    }

    /** With this name as the source that /proc/mounts shows. */
    public Mount withSource(String name) {
        return new Mount(name, sourceFd, target, type, flags, data, propagation, optional, recursiveReadOnly, copyUp, mode);
    }

    /** With this propagation, MS_PRIVATE … bits. */
    public Mount withPropagation(long bits) {
        return new Mount(source, sourceFd, target, type, flags, data, bits, optional, recursiveReadOnly, copyUp, mode);
    }

    /** Passed over where it can't be made. */
    public Mount asOptional() {
        return new Mount(source, sourceFd, target, type, flags, data, propagation, true, recursiveReadOnly, copyUp, mode);
    }

    /** Read-only with everything below it. */
    public Mount withRecursiveReadOnly() {
        return new Mount(source, sourceFd, target, type, flags, data, propagation, optional, true, copyUp, mode);
    }

    /** A tmpfs that gets what the image has at the target. */
    public Mount withCopyUp() {
        return new Mount(source, sourceFd, target, type, flags, data, propagation, optional, recursiveReadOnly, true, mode);
    }

    /** With these permission bits for a target that has to be made. */
    public Mount withMode(int bits) {
        return new Mount(source, sourceFd, target, type, flags, data, propagation, optional, recursiveReadOnly, copyUp, bits);
    }

    /** The source's path or the file system's name; absent for a bind by descriptor. */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /** The opened source of a bind. */
    public Optional<Fd> sourceFd() {
        return Optional.ofNullable(sourceFd);
    }

    /** The absolute path in the container. */
    public String target() {
        return target;
    }

    /** The file system's type, or {@code bind}. */
    public String type() {
        return type;
    }

    /** MS_… bits. */
    public long flags() {
        return flags;
    }

    /** Options of the file system. */
    public Optional<String> data() {
        return Optional.ofNullable(data);
    }

    /** MS_… propagation bits, 0 for none. */
    public long propagation() {
        return propagation;
    }

    /** Whether a failure is passed over. */
    public boolean optional() {
        return optional;
    }

    /** Whether everything below is read-only too. */
    public boolean recursiveReadOnly() {
        return recursiveReadOnly;
    }

    /** Whether a tmpfs starts with the image's files. */
    public boolean copyUp() {
        return copyUp;
    }

    /** Permission bits of a target that is made, 0 for the runner's own choice. */
    public int mode() {
        return mode;
    }
}
