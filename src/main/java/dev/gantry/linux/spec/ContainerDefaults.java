package dev.gantry.linux.spec;

import java.util.List;

/**
 * What every container gets inside, as with Docker.
 */
public final class ContainerDefaults {
    /** Size of /dev/shm where nothing else is asked, bytes. */
    public static final long SHM_BYTES = 64L << 20;

    private ContainerDefaults() {
    }

    /** The kernel's file systems of a container, in order: proc, dev, pts, sys, cgroup, mqueue, shm of {@code shmBytes}. */
    public static List<Mount> mounts(long shmBytes, boolean privileged) {
        throw new UnsupportedOperationException();
    }

    /** null, zero, full, random, urandom, tty. */
    public static List<Device> devices() {
        throw new UnsupportedOperationException();
    }

    /** /dev/fd, stdin, stdout, stderr, ptmx and core. */
    public static List<Link> links() {
        throw new UnsupportedOperationException();
    }

    /** Paths of /proc and /sys that are hidden. */
    public static List<String> masked() {
        throw new UnsupportedOperationException();
    }

    /** Paths of /proc that are read-only. */
    public static List<String> readOnly() {
        throw new UnsupportedOperationException();
    }
}
