package dev.gantry.container;

import dev.gantry.config.Paths;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.files.Erase;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Where files go that nobody needs any more: moved by a rename, erased by one thread in the background, also after a restart. */
@ApplicationScoped
public class Trash {

    private static final Logger LOG = Logger.getLogger(Trash.class);

    private final Paths paths;
    private final ExecutorService eraser = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("eraser").daemon().priority(Thread.MIN_PRIORITY).factory());

    Trash(Paths paths) {
        this.paths = paths;
    }

    /** A path that nothing is at. */
    Path place() {
        return paths.trash().resolve(UUID.randomUUID().toString());
    }

    /** Erases a tree, some time: what was moved to such a place, or what no other uses any more. */
    public void erase(Path place) {
        eraser.execute(() -> {
            try {
                Erase.tree(place);
            } catch (KernelException e) {
                LOG.warnf("%s could not be erased and stays until the next start: %s", place, e.getMessage());
            }
        });
    }

    /** Erases all that an earlier engine left. */
    void eraseAll() {
        try (var left = Files.list(paths.trash())) {
            left.forEach(this::erase);
        } catch (IOException e) {
            LOG.warnf("%s could not be read: %s", paths.trash(), e.getMessage());
        }
    }
}
