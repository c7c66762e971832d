package dev.gantry.container;

import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.ResourceConfig;
import dev.gantry.container.config.RestartPolicy;
import dev.gantry.linux.KernelException;
import dev.gantry.model.Conflict;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotFound;
import dev.gantry.model.ObjectId;
import dev.gantry.model.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** The containers: every operation on one by its name, id, or the unambiguous beginning of its id. NotFound ("No such container: x") for any other. */
@ApplicationScoped
public class Containers {

    private static final String NEW_NAME = "Error when allocating new name: ";

    private final ContainerIndex index;
    private final ContainerRecords records;
    private final Creating creating;
    private final Starting starting;
    private final Stopping stopping;
    private final Removing removing;
    private final Attaching attaching;
    private final Pausing pausing;
    private final Updating updating;

    Containers(ContainerIndex index, ContainerRecords records, Creating creating, Starting starting, Stopping stopping, Removing removing, Attaching attaching,
               Pausing pausing, Updating updating) {
        this.index = index;
        this.records = records;
        this.creating = creating;
        this.starting = starting;
        this.stopping = stopping;
        this.removing = removing;
        this.attaching = attaching;
        this.pausing = pausing;
        this.updating = updating;
    }

    /** Makes a container (Docker's ContainerCreate): NotFound for the image, Conflict for the name, InvalidRequest for the rest. */
    public Created create(ContainerConfig config, Optional<String> name) {
        return create(config, name, Optional.empty());
    }

    /** The same of an image for this platform; NotFound where the image is for another. */
    public Created create(ContainerConfig config, Optional<String> name, Optional<Platform> platform) {
        return creating.create(config, name, platform);
    }

    /** One container as it is now. */
    public ContainerView get(String ref) {
        return index.get(ref).view();
    }

    /** All containers as they are now, newest first. */
    public List<ContainerView> list() {
        return index.all().stream().map(Container::view).sorted(Comparator.comparing(ContainerView::created).reversed()).toList();
    }

    /** Starts it; false where it runs already. Waits until its program runs. */
    public boolean start(String ref) {
        return start(ref, System.nanoTime());
    }

    /** The same, for a request that was read at this System.nanoTime(): its {@link #startTrace} counts from there. */
    public boolean start(String ref, long asked) {
        return starting.start(index.get(ref), asked);
    }

    /** Where the time of its last start went, that succeeded; empty before the first. */
    public Optional<StartTrace> startTrace(String ref) {
        return records.startTrace(index.get(ref).id());
    }

    /** Asks it to stop and kills it after the timeout (negative: never); false where it does not run. Waits for its end. */
    public boolean stop(String ref, OptionalInt timeoutSeconds, Optional<String> signal) {
        return stopping.stop(index.get(ref), timeoutSeconds, signal);
    }

    /** Sends a signal by name or number, SIGKILL where none is named; Conflict where it does not run. */
    public void kill(String ref, Optional<String> signal) {
        var container = index.find(ref).orElseThrow(() -> new NotFound("No such container: " + ref));
        stopping.kill(container, ref, signal);
    }

    /** Stops all of its processes where they are; Conflict where it does not run or is paused. */
    public void pause(String ref) {
        pausing.pause(index.get(ref));
    }

    /** Lets a paused one go on. */
    public void unpause(String ref) {
        pausing.unpause(index.get(ref));
    }

    /** Changes limits (those not zero or empty) and the restart policy, of a running one at once; answers with warnings. Conflict, InvalidRequest. */
    public List<String> update(String ref, ResourceConfig limits, Optional<RestartPolicy> restart) {
        return updating.update(index.get(ref), limits, restart);
    }

    /** Stops and starts it. */
    public void restart(String ref, OptionalInt timeoutSeconds, Optional<String> signal) {
        var container = index.get(ref);
        stopping.stop(container, timeoutSeconds, signal);
        starting.start(container, System.nanoTime());
        records.event(container.view(), "restart", Map.of());
    }

    /** Removes it; Conflict where it runs and {@code force} is not set. */
    public void remove(String ref, boolean force, boolean volumes) {
        var container = index.get(ref);
        container.settled().join();
        if (force) {
            var removed = container.when(WaitCondition.REMOVED);
            boolean removesItself = container.view().config().autoRemove() && container.monitor().isPresent();
            stopping.killForRemoval(container);
            if (removesItself) {
                removed.join();
                return;
            }
        }
        removing.remove(container);
    }

    /** Gives it another name; Conflict where that is taken. */
    public void rename(String ref, String name) {
        if (name.isEmpty()) {
            throw new InvalidRequest("Neither old nor new names may be empty");
        }
        var container = index.get(ref);
        var old = container.view().name();
        var wanted = takeName(name, old, container.id());
        try {
            records.rename(container.view().withName(wanted), container.stoppedByUser(), old);
            container.rename(wanted);
        } catch (RuntimeException e) {
            index.release(wanted, container.id());
            throw e;
        }
        index.release(old, container.id());
    }

    private String takeName(String name, String old, ObjectId container) {
        try {
            var wanted = Names.check(name);
            if (wanted.equals(old)) {
                throw new InvalidRequest("Renaming a container with the same name as its current name");
            }
            index.take(wanted, container);
            return wanted;
        } catch (InvalidRequest e) {
            throw new InvalidRequest(NEW_NAME + e.getMessage(), e);
        } catch (Conflict e) {
            throw new Conflict(NEW_NAME + e.getMessage(), e);
        }
    }

    /** Completes when the condition holds, never exceptionally; cancel it to stop waiting. */
    public CompletableFuture<ContainerExit> wait(String ref, WaitCondition condition) {
        return index.get(ref).when(condition);
    }

    /** Sets the size of its terminal; Conflict where it does not run. */
    public void resize(String ref, int rows, int columns) {
        var container = index.get(ref);
        container.settled().join();
        try {
            container.running().resize(rows, columns);
        } catch (KernelException e) {
            throw new Conflict("container " + container.id() + " is not running", e);
        }
        records.event(container.view(), "resize", Map.of("height", Integer.toString(rows), "width", Integer.toString(columns)));
    }

    /** Connects to its streams. One that is not started yet gives its output from its start on. */
    public Attachment attach(String ref, AttachRequest request) {
        return attaching.attach(index.get(ref), request);
    }
}
