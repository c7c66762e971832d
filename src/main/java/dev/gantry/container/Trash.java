package dev.gantry.container;

import dev.gantry.config.Paths;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
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
                delete(place);
            } catch (IOException e) {
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

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            /** A monitor that ends takes its files away itself. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
