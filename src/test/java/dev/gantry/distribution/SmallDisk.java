package dev.gantry.distribution;

import dev.gantry.it.EngineFolders;
import dev.gantry.linux.files.Erase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An engine whose data root is a small file system of its own, and for which Docker Hub is a port of this machine that nobody listens at. */
public class SmallDisk implements QuarkusTestResourceLifecycleManager {

    private static final String CGROUP = "gantry-test-pull";

    static volatile int hubPort;

    private Path folder;

    @Override
    public Map<String, String> start() {
        try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            hubPort = port.getLocalPort();
            folder = Files.createTempDirectory("gantry-pull");
            Path data = Files.createDirectory(folder.resolve("data"));
            run("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", data.toString());
            return Map.of("gantry.data-root", data.toString(), "gantry.run-dir", folder.resolve("run").toString(), "gantry.cgroup-parent", CGROUP,
                    "quarkus.http.test-port", "0", "gantry.registry.docker-hub", "http://127.0.0.1:" + hubPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        run("umount", "-l", folder.resolve("data").toString());
        try {
            Erase.tree(folder);
            EngineFolders.removeCgroups(CGROUP);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(String.join(" ", command), e);
        }
    }
}
