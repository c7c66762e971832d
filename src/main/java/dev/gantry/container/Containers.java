package dev.gantry.container;

import dev.gantry.container.config.ContainerConfig;
import dev.gantry.model.NotDone;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** The containers: every operation on one by its name, id, or the unambiguous beginning of its id. NotFound ("No such container: x") for any other. */
@ApplicationScoped
public class Containers {

    /** Makes a container (Docker's ContainerCreate): NotFound for the image, Conflict for the name, InvalidRequest for the rest. */
    public Created create(ContainerConfig config, Optional<String> name) {
        throw new NotDone("containers");
    }

    /** One container as it is now. */
    public ContainerView get(String ref) {
        throw new NotDone("containers");
    }

    /** All containers as they are now, newest first. */
    public List<ContainerView> list() {
        throw new NotDone("containers");
    }

    /** Starts it; false where it runs already. Waits until its program runs. */
    public boolean start(String ref) {
        throw new NotDone("containers");
    }

    /** Asks it to stop and kills it after the timeout (negative: never); false where it does not run. Waits for its end. */
    public boolean stop(String ref, OptionalInt timeoutSeconds, Optional<String> signal) {
        throw new NotDone("containers");
    }

    /** Sends a signal by name or number, SIGKILL where none is named; Conflict where it does not run. */
    public void kill(String ref, Optional<String> signal) {
        throw new NotDone("containers");
    }

    /** Stops and starts it. */
    public void restart(String ref, OptionalInt timeoutSeconds, Optional<String> signal) {
        throw new NotDone("containers");
    }

    /** Removes it; Conflict where it runs and {@code force} is not set. */
    public void remove(String ref, boolean force, boolean volumes) {
        throw new NotDone("containers");
    }

    /** Gives it another name; Conflict where that is taken. */
    public void rename(String ref, String name) {
        throw new NotDone("containers");
    }

    /** Completes when the condition holds, never exceptionally; cancel it to stop waiting. */
    public CompletableFuture<ContainerExit> wait(String ref, WaitCondition condition) {
        throw new NotDone("containers");
    }

    /** Sets the size of its terminal; Conflict where it does not run. */
    public void resize(String ref, int rows, int columns) {
        throw new NotDone("containers");
    }

    /** Connects to its streams. One that is not started yet gives its output from its start on. */
    public Attachment attach(String ref, AttachRequest request) {
        throw new NotDone("containers");
    }
}
