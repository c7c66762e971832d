package dev.gantry.dockerapi;

import dev.gantry.dockerapi.stream.LiveReply;
import dev.gantry.dockerapi.stream.ReplyStream;
import dev.gantry.dockerapi.wire.ProgressLine;
import dev.gantry.image.Images;
import dev.gantry.image.Loaded;
import dev.gantry.model.GantryException;
import dev.gantry.model.Reference;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.LayerProgress;
import dev.gantry.task.TaskEvent.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Takes the images of the archive that is the request's body, and says how far it is. */
final class LoadBody implements LiveReply.Body {

    private final Images images;
    private final InputStream archive;
    private final boolean quiet;

    LoadBody(Images images, InputStream archive, boolean quiet) {
        this.images = images;
        this.archive = archive;
        this.quiet = quiet;
    }

    @Override
    public void write(ReplyStream out) throws InterruptedException {
        Thread loader = Thread.currentThread();
        out.whenGone(loader::interrupt);
        try {
            List<Loaded> all = images.load(archive, event -> progress(event, out));
            // What is behind the archive's end must be read, or the connection can't be used again.
            archive.transferTo(OutputStream.nullOutputStream());
            for (Loaded loaded : all) {
                for (Reference name : loaded.names()) {
                    ProgressLines.write(ProgressLine.text("Loaded image: " + name.familiar() + "\n"), out);
                }
                if (loaded.names().isEmpty()) {
                    ProgressLines.write(ProgressLine.text("Loaded image ID: " + loaded.id() + "\n"), out);
                }
            }
        } catch (GantryException e) {
            ProgressLines.write(ProgressLine.failure(e.getMessage()), out);
        } catch (IOException e) {
            ProgressLines.write(ProgressLine.failure("the archive ended early: " + e.getMessage()), out);
        }
    }

    private void progress(TaskEvent event, ReplyStream out) {
        if (quiet || !(event instanceof LayerProgress layer) || layer.phase() != Phase.EXTRACTING) {
            return;
        }
        try {
            ProgressLines.write(ProgressLines.bar(layer, "Loading layer"), out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
