package dev.gantry.it;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** Takes away what an engine of the tests leaves on the machine: its folders and its empty cgroups. */
public class EngineFolders implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of();
    }

    @Override
    public void stop() {
        try {
            deepestFirst(Path.of(EngineProfile.ROOT));
            removeCgroups(EngineProfile.CGROUP);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes away an engine's cgroups in every hierarchy. */
    public static void removeCgroups(String parent) throws IOException {
        for (var hierarchy : Path.of("/sys/fs/cgroup").toFile().listFiles(File::isDirectory)) {
            cgroups(hierarchy.toPath().resolve(parent));
        }
        cgroups(Path.of("/sys/fs/cgroup", parent));
    }

    private static void deepestFirst(Path root) throws IOException {
        if (Files.exists(root)) {
            try (var files = Files.walk(root)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    /** The files of a cgroup can't be removed and go with it. A spawner that ends leaves it a moment later. */
    private static void cgroups(Path root) throws IOException {
        for (int attempt = 0; attempt < 50 && Files.exists(root); attempt++) {
            try (var directories = Files.walk(root)) {
                directories.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
