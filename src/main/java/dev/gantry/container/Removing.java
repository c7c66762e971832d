package dev.gantry.container;

import dev.gantry.config.Paths;
import dev.gantry.image.Images;
import dev.gantry.log.LogStore;
import dev.gantry.model.Conflict;
import dev.gantry.model.EngineFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;

/** Removes containers that do not run: out of the way by a rename, forgotten by the records, erased later. */
@ApplicationScoped
class Removing {

    private final Paths paths;
    private final ContainerIndex index;
    private final ContainerRecords records;
    private final LogStore logs;
    private final Images images;
    private final Trash trash;

    Removing(Paths paths, ContainerIndex index, ContainerRecords records, LogStore logs, Images images, Trash trash) {
        this.paths = paths;
        this.index = index;
        this.records = records;
        this.logs = logs;
        this.images = images;
        this.trash = trash;
    }

    /** Conflict where somebody else removes it already, or it runs again. */
    void remove(Container container) {
        if (!container.beginRemoval()) {
            throw switch (container.view().state().status()) {
                case REMOVING -> new Conflict("removal of container " + container.id() + " is already in progress");
                case PAUSED -> new Conflict("You cannot remove a paused container " + container.id()
                        + ". Unpause and then stop the container before attempting removal or force remove");
                default -> new Conflict("You cannot remove a running container " + container.id()
                        + ". Stop the container before attempting removal or force remove");
            };
        }
        try {
            finish(container);
        } catch (RuntimeException e) {
            container.removalFailed(e.getMessage());
            throw e;
        }
    }

    /** The removal itself, also of one that an earlier engine began. */
    void finish(Container container) {
        var view = container.view();
        var erased = trash.place();
        try {
            Files.move(paths.container(view.id().hex()), erased, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            erased = null;
        } catch (IOException e) {
            throw new EngineFailure("container " + view.id() + ": could not remove its files: " + e.getMessage(), e);
        }
        records.remove(view);
        index.remove(container);
        logs.removed(view.id());
        container.tellRemoved();
        images.released(view.image());
        trash.erase(paths.containerRun(view.id().hex()));
        if (erased != null) {
            trash.erase(erased);
        }
    }
}
