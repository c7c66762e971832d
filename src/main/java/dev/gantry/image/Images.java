package dev.gantry.image;

import dev.gantry.model.Digest;
import dev.gantry.model.NotDone;
import dev.gantry.model.Reference;
import dev.gantry.task.TaskEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The images that are here. Queries answer from memory; changes go through the writer. */
@ApplicationScoped
public class Images {

    /** The image of this name, {@code name@digest}, id or unambiguous beginning of an id; NotFound {@code No such image: x:latest}. */
    public Image get(String nameOrId) {
        throw new NotDone("images");
    }

    /** The same, empty where there is none. */
    public Optional<Image> find(String nameOrId) {
        throw new NotDone("images");
    }

    /** The image of this exact id, also one that was removed by force while stopped containers still need it. */
    public Optional<Image> held(Digest id) {
        throw new NotDone("images");
    }

    /** All images, newest first; those without a name too. */
    public List<Image> list() {
        throw new NotDone("images");
    }

    /** Gives an image one more name, taking it from the image that had it (Docker's ImageTag). */
    public void tag(String source, Reference target) {
        throw new NotDone("images");
    }

    /** Removes a name, and the image with its last one (Docker's ImageDelete); Conflict where containers stand in the way. */
    public List<Removal> remove(String nameOrId, boolean force, boolean noPrune) {
        throw new NotDone("images");
    }

    /** A container of this image was removed: what was kept for it alone goes. */
    public void released(Digest id) {
        throw new NotDone("images");
    }

    /** Takes the images of a docker-archive or an OCI image layout, as a tar, gzip or zstd stream (Docker's ImageLoad). */
    public List<Loaded> load(InputStream archive, Consumer<TaskEvent> progress) {
        throw new NotDone("images");
    }

    /** The directories of the image's unpacked layers, topmost first, by short paths for an overlay's lowerdir. */
    public List<Path> lowers(Image image) {
        throw new NotDone("images");
    }
}
