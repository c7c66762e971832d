package dev.gantry.distribution;

import dev.gantry.image.Image;
import dev.gantry.image.Images;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.Forbidden;
import dev.gantry.model.GantryException;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotFound;
import dev.gantry.model.Platform;
import dev.gantry.model.Reference;
import dev.gantry.model.Unauthorized;
import dev.gantry.task.Task;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.Status;
import dev.gantry.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings images to registries (OCI distribution specification, "push"; Docker Registry HTTP API v2). */
@ApplicationScoped
public class Pushes {

    /** The kind of the tasks started here. */
    public static final String KIND = "push";

    private final Tasks tasks;
    private final Registries registries;
    private final Push push;
    private final Images images;

    @Inject
    Pushes(Tasks tasks, Registries registries, Push push, Images images) {
        this.tasks = tasks;
        this.registries = registries;
        this.push = push;
        this.images = images;
    }

    /**
     * Pushes a tag, or all tags of a repository where the reference has none, as a task; a push of the same that runs already, by the same user of the registry, is joined. Its events carry Docker's texts; it
     * fails with Docker's texts too. The result is what was pushed.
     *
     * @param platform refused where an image is for another; not looked at where empty
     */
    public Task<List<Reference>> push(Reference reference, Optional<Platform> platform, Optional<RegistryAuth> auth) {
        String key = reference.canonical() + " " + platform.map(Platform::toString).orElse("") + " " + auth.map(RegistryAuth::fingerprint).orElse("");
        return tasks.submit(KIND, key, "push " + reference.familiar(), progress -> run(reference, platform, auth, progress));
    }

    private List<Reference> run(Reference reference, Optional<Platform> platform, Optional<RegistryAuth> auth, Consumer<TaskEvent> progress) throws InterruptedException {
        progress.accept(new Status("", "The push refers to repository [" + reference.name() + "]"));
        var names = names(reference);
        try {
            var endpoint = registries.target(reference.domain());
            registries.connect(endpoint, List.of(), Optional.empty()).ping();
            for (var name : names) {
                push.run(endpoint, name, image(name, platform), auth, progress);
            }
            images.pushed(reference);
            return names;
        } catch (RegistryAnswer e) {
            throw translated(e);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            throw new EngineFailure(e.getMessage().replace("No space left on device", "no space left on device"), e);
        } finally {
            // What was compressed for the push replaced what had been loaded.
            images.collectGarbage();
        }
    }

    private List<Reference> names(Reference reference) {
        if (reference.digest().isPresent()) {
            throw new InvalidRequest("cannot push a digest reference");
        }
        var tags = images.tagsOf(reference);
        if (tags.isEmpty()) {
            throw new NotFound("An image does not exist locally with the tag: " + reference.familiarName());
        }
        if (reference.tag().isEmpty()) {
            return tags;
        }
        if (!tags.contains(reference)) {
            throw new NotFound("tag does not exist: " + reference.familiar());
        }
        return List.of(reference);
    }

    private Image image(Reference name, Optional<Platform> platform) {
        var image = images.get(name.canonical());
        if (platform.isPresent() && !platform.get().accepts(image.platform())) {
            throw new NotFound("image with reference " + name.familiar() + " was found but does not provide the specified platform (" + platform.get() + ")");
        }
        return image;
    }

    private static GantryException translated(RegistryAnswer answer) {
        return switch (answer.code()) {
            case RegistryAnswer.NO_CREDENTIALS -> new Unauthorized("no basic auth credentials", answer);
            case "UNAUTHORIZED" -> new Unauthorized(answer.getMessage(), answer);
            case "DENIED" -> new Forbidden(answer.getMessage(), answer);
            default -> new EngineFailure(answer.getMessage(), answer);
        };
    }
}
