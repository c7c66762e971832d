package dev.gantry.linux.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What every container gets inside, as with Docker.
 */
public final class ContainerDefaults {
    /** Size of /dev/shm where nothing else is asked, bytes. */
    public static final long SHM_BYTES = 64L << 20;

    private static final long SAFE = MountFlags.NOSUID | MountFlags.NODEV | MountFlags.NOEXEC;
    private static final int EVERYBODY = 0666;
    private static final Path PROCESSORS = Path.of("/sys/devices/system/cpu");
    private static final List<String> MASKED = masks();
    private static final List<Link> LINKS = findLinks();

    private ContainerDefaults() {
    }

    /** The kernel's file systems of a container, in order: proc, dev, pts, sys, cgroup, mqueue, and shm of {@code shmBytes} last. */
    public static List<Mount> mounts(long shmBytes, boolean privileged) {
        long kernel = SAFE | (privileged ? 0 : MountFlags.RDONLY);
        return List.of(
                Mount.fileSystem("proc", "/proc", SAFE, null),
                Mount.fileSystem("tmpfs", "/dev", MountFlags.NOSUID | MountFlags.STRICTATIME, "mode=755,size=65536k"),
                Mount.fileSystem("devpts", "/dev/pts", MountFlags.NOSUID | MountFlags.NOEXEC, "newinstance,ptmxmode=0666,mode=0620,gid=5"),
                Mount.fileSystem("sysfs", "/sys", kernel, null),
                Mount.fileSystem("cgroup", "/sys/fs/cgroup", kernel, null),
                Mount.fileSystem("mqueue", "/dev/mqueue", SAFE, null),
                Mount.fileSystem("tmpfs", "/dev/shm", SAFE, "mode=1777,size=" + shmBytes).withSource("shm"));
    }

    /** null, zero, full, random, urandom, tty; and the empty file by which programs know that they are in a container of Docker's kind. */
    public static List<Device> devices() {
        return List.of(memory("/dev/null", 3), memory("/dev/zero", 5), memory("/dev/full", 7), memory("/dev/random", 8),
                memory("/dev/urandom", 9), new Device("/dev/tty", Device.CHARACTER | EVERYBODY, 5, 0, 0, 0),
                new Device("/.dockerenv", Device.REGULAR | 0755, 0, 0, 0, 0));
    }

    private static Device memory(String path, int minor) {
        return new Device(path, Device.CHARACTER | EVERYBODY, 1, minor, 0, 0);
    }

    /** /dev/fd, stdin, stdout, stderr, ptmx; core where this kernel has it; and the list of mounts under its old name. */
    public static List<Link> links() {
        return LINKS;
    }

    private static List<Link> findLinks() {
        List<Link> links = new ArrayList<>(List.of(new Link("/proc/self/fd", "/dev/fd"), new Link("/proc/self/fd/0", "/dev/stdin"),
                new Link("/proc/self/fd/1", "/dev/stdout"), new Link("/proc/self/fd/2", "/dev/stderr"),
                new Link("pts/ptmx", "/dev/ptmx"), new Link("/proc/mounts", "/etc/mtab")));
        if (Files.exists(Path.of("/proc/kcore"))) {
            links.add(new Link("/proc/kcore", "/dev/core"));
        }
        return List.copyOf(links);
    }

    /** Paths of /proc and /sys that are hidden. */
    public static List<String> masked() {
        return MASKED;
    }

    /** Paths of /proc that are read-only. */
    public static List<String> readOnly() {
        return List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");
    }

    private static List<String> masks() {
        List<String> masked = new ArrayList<>(List.of("/proc/acpi", "/proc/asound", "/proc/interrupts", "/proc/kcore", "/proc/keys",
                "/proc/latency_stats", "/proc/sched_debug", "/proc/scsi", "/proc/timer_list", "/proc/timer_stats", "/sys/firmware",
                "/sys/devices/virtual/powercap"));
        // The counters of each processor's thermal throttling tell of the neighbours' load.
        try (DirectoryStream<Path> processors = Files.newDirectoryStream(PROCESSORS, "cpu[0-9]*")) {
            for (Path processor : processors) {
                Path throttle = processor.resolve("thermal_throttle");
                if (Files.isDirectory(throttle)) {
                    masked.add(throttle.toString());
                }
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.copyOf(masked);
        } catch (IOException failure) {
            throw new UncheckedIOException("Reading " + PROCESSORS, failure);
        }
        return List.copyOf(masked);
    }
}
