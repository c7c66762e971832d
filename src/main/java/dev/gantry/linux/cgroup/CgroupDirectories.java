package dev.gantry.linux.cgroup;

import dev.gantry.linux.KernelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What both versions do with a cgroup's directory.
 */
final class CgroupDirectories {
    private static final String PROCESSES = "cgroup.procs";

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

    /** Removes the cgroup if there is neither a process nor a cgroup in it: what a running container has made inside of its own stays. */
    static void removeEmpty(Path directory) {
        try {
            Files.deleteIfExists(directory);
        } catch (IOException inUse) {
            // It is removed by the engine that ends when it is not.
            return;
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
