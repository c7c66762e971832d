package dev.gantry.linux.cgroup;

import dev.gantry.linux.KernelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What both versions do with a cgroup's directory.
 */
final class CgroupDirectories {
    private static final String PROCESSES = "cgroup.procs";
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMillis(5);

    private CgroupDirectories() {
    }

    /** Makes a directory and its parents. */
    static void make(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException("Making the cgroup " + directory, failure);
        }
    }

    /** Pids in the cgroup and those below it. */
    static List<Integer> processes(Path directory) {
        List<Integer> pids = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.filter(Files::isDirectory).forEach(cgroup ->
                    KernelFile.read(cgroup.resolve(PROCESSES)).lines().map(Integer::parseInt).forEach(pids::add));
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException("Reading the cgroup " + directory, failure);
        }
        return pids;
    }

    /** Removes these directories of monitors and their parents as far as nobody is in them, see {@link CgroupHierarchy#removeIdle()}. */
    static void removeIdle(List<Path> monitorDirectories) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Path monitors : monitorDirectories) {
            Path parent = monitors.getParent();
            while (!removeEmpty(monitors) && children(parent) == 1 && System.nanoTime() < deadline) {
                LockSupport.parkNanos(RETRY.toNanos());
            }
            removeEmpty(parent);
        }
    }

    /** Removes the cgroup if there is neither a process nor a cgroup in it: what a running container has made inside of its own stays. Tells whether it is gone. */
    private static boolean removeEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
            return true;
        } catch (IOException inUse) {
            // It is removed by the engine that ends when it is not.
            return false;
        }
    }

    private static long children(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory).count();
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Removes the cgroup and those below it, as far as nothing is in them. The files of a cgroup go with it. */
    static void remove(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (Path child : children) {
                remove(child);
            }
            Files.deleteIfExists(directory);
        } catch (IOException busy) {
            // Somebody is still inside; whoever kills him removes it.
            return;
        }
    }
}
