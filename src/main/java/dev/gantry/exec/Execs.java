package dev.gantry.exec;

import dev.gantry.container.Attachment;
import dev.gantry.container.config.ConsoleSize;
import dev.gantry.model.NotDone;
import dev.gantry.model.ObjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Programs started inside running containers; they end with the container. */
@ApplicationScoped
public class Execs {

    /** Prepares an exec; NotFound for the container, Conflict where it does not run. */
    public ObjectId create(String container, ExecConfig config) {
        throw new NotDone("exec");
    }

    /** Starts it and answers with its streams; NotFound; Conflict where it has been started or its container stopped. */
    public Attachment start(String id, Optional<ConsoleSize> size) {
        throw new NotDone("exec");
    }

    /** Starts it without anyone attached; its output is dropped. */
    public void startDetached(String id) {
        throw new NotDone("exec");
    }

    /** Sets the size of its terminal. */
    public void resize(String id, int rows, int columns) {
        throw new NotDone("exec");
    }

    /** What is known of it, also for a while after its end; NotFound. */
    public ExecView get(String id) {
        throw new NotDone("exec");
    }

    /** The execs of a container that have not ended, for its inspect. */
    public List<ObjectId> of(ObjectId container) {
        throw new NotDone("exec");
    }
}
