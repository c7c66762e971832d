package dev.gantry.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gantry.config.Paths;
import dev.gantry.image.Image;
import dev.gantry.image.Images;
import dev.gantry.image.tar.TarBuilder;
import dev.gantry.model.Platform;
import dev.gantry.model.Reference;
import dev.gantry.task.Task;
import dev.gantry.task.TaskEvent;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;

/** What the tests of pulls and pushes share: an engine on a small disk of its own, which is empty again after each of them. */
abstract class TransferTest {

    static final String HOST = Platform.host().architecture();

    @Inject
    Pulls pulls;

    @Inject
    Pushes pushes;

    @Inject
    Images images;

    @Inject
    Paths paths;

    @AfterEach
    void everythingGoesWithTheLastImage() throws IOException {
        images.list().forEach(image -> images.remove(image.id().toString(), true, false));
        assertNothingLeft();
    }

    void assertNothingLeft() throws IOException {
        assertEquals(List.of(), names(paths.blobs()));
        assertEquals(List.of(), names(paths.ingest()));
        assertEquals(List.of("l"), names(paths.layers()));
        assertEquals(List.of(), names(paths.layerLinks()));
        assertEquals(List.of(), names(paths.trash()));
    }

    static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    Task<Pulled> pull(String name) {
        return pulls.pull(Reference.parse(name), Optional.empty(), Optional.empty(), false);
    }

    Task<List<Reference>> push(String name) {
        return pushes.push(Reference.parse(name), Optional.empty(), Optional.empty());
    }

    void load(TestImage image, String... names) {
        images.load(new ByteArrayInputStream(image.archive(names)), event -> {});
    }

    Image image(Task<Pulled> task) throws InterruptedException {
        return images.held(task.await().images().getFirst()).orElseThrow();
    }

    static List<TaskEvent> events(Task<?> task) throws InterruptedException {
        var all = new ArrayList<TaskEvent>();
        try (var progress = task.progress()) {
            for (var event = progress.next(); event.isPresent(); event = progress.next()) {
                all.add(event.get());
            }
        }
        return all;
    }

    static TarBuilder layer(String name, int size) {
        var content = new byte[size];
        new Random(name.hashCode()).nextBytes(content);
        return new TarBuilder().file(name, content, 0644, 0, 0);
    }

    static RegistryAuth password() {
        return new RegistryAuth(Optional.of("user"), Optional.of("secret"), Optional.empty(), Optional.empty());
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
