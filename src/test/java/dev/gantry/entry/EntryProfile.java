package dev.gantry.entry;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An engine with folders of its own and any free port. */
public class EntryProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            // Short: a unix socket's path may hold 107 bytes only.
            Path folder = Files.createTempDirectory("gantry-entry");
            folder.toFile().deleteOnExit();
            return Map.of("gantry.data-root", folder.resolve("data").toString(), "gantry.run-dir", folder.resolve("run").toString(),
                    "gantry.cgroup-parent", "gantry-test-entry", "gantry.names", "console.example", "quarkus.http.test-port", "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
