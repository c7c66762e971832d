package dev.gantry.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gantry.container.WaitCondition;
import dev.gantry.log.LogQuery;
import dev.gantry.model.ObjectId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Much of one thing: many lines of one container, many lives one after another. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Timeout(60)
class LongRunIT extends BusyboxContainers {

    private static final int LIVES = 400;

    @Test
    void aMillionLinesAreReadBackInBlocks() throws Exception {
        int lines = 1_000_000;
        var id = create("sh", "-c", "yes " + "x".repeat(99) + " | head -n " + lines);
        containers.start(id);
        containers.wait(id, WaitCondition.NOT_RUNNING).get(50, TimeUnit.SECONDS);
        long bytes = 0;
        try (var reader = logs.read(new ObjectId(id), LogQuery.ALL)) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                bytes += chunk.get().output().length();
            }
        }
        assertEquals(lines * 100L, bytes);
        try (var reader = logs.lines(new ObjectId(id), LogQuery.ALL.from(new LogQuery.From.Tail(500)), 4096)) {
            var entries = reader.next(1000);
            assertEquals(500, entries.size());
            assertEquals(lines, entries.getLast().cursor());
        }
    }

    @Test
    void manyLivesLeaveNothing() throws Exception {
        for (int i = 0; i < LIVES; i++) {
            var id = create("true");
            containers.start(id);
            assertEquals(0, containers.wait(id, WaitCondition.NOT_RUNNING).get(10, TimeUnit.SECONDS).exitCode());
            containers.remove(id, false, false);
        }
        assertEquals(0, entries(Path.of(EngineProfile.ROOT, "data/containers")));
        for (int i = 0; i < 100 && entries(Path.of(EngineProfile.ROOT, "run/c")) > 0; i++) {
            Thread.sleep(50);
        }
        assertEquals(0, entries(Path.of(EngineProfile.ROOT, "run/c")));
    }

    private static int entries(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return (int) files.count();
        }
    }
}
