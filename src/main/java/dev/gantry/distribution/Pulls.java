package dev.gantry.distribution;

import dev.gantry.image.Images;
import dev.gantry.model.Digest;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.GantryException;
import dev.gantry.model.NotFound;
import dev.gantry.model.Platform;
import dev.gantry.model.Reference;
import dev.gantry.model.Unavailable;
import dev.gantry.task.Task;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.Status;
import dev.gantry.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Fetches images from registries (OCI distribution specification, "pull"; Docker Registry HTTP API v2). */
@ApplicationScoped
public class Pulls {

    /** The kind of the tasks started here. */
    public static final String KIND = "pull";

    private final Tasks tasks;
    private final Registries registries;
    private final Pull pull;
    private final Images images;
    private final SampleImage sample;

    @Inject
    Pulls(Tasks tasks, Registries registries, Pull pull, Images images, SampleImage sample) {
        this.tasks = tasks;
        this.registries = registries;
        this.pull = pull;
        this.images = images;
        this.sample = sample;
    }

    /**
     * Fetches an image as a task; a pull of the same that runs already, for the same platform and by the same user of the registry, is joined. Its status events carry Docker's texts ("Pulling from
     * library/busybox" with the tag as id, "Digest: sha256:…", "Status: Downloaded newer image for busybox:latest"); it fails with Docker's texts too.
     *
     * @param platform the machine's own where empty
     * @param allTags every tag of the repository, whatever tag the reference has
     */
    public Task<Pulled> pull(Reference reference, Optional<Platform> platform, Optional<RegistryAuth> auth, boolean allTags) {
        String shown = allTags ? reference.familiarName() : reference.familiar();
        // Whoever is signed in differently must not be handed what another may pull: the credentials are part of what makes two pulls the same.
        String key = (allTags ? reference.name() : reference.canonical()) + " " + platform.map(Platform::toString).orElse("") + " " + auth.map(RegistryAuth::fingerprint).orElse("");
        return tasks.submit(KIND, key, "pull " + shown, progress -> run(reference, shown, platform, auth, allTags, progress));
    }

    private Pulled run(Reference reference, String shown, Optional<Platform> platform, Optional<RegistryAuth> auth, boolean allTags, Consumer<TaskEvent> progress) throws InterruptedException {
        try {
            return fromRegistry(reference, shown, platform, auth, allTags, progress);
        } catch (RegistryAnswer e) {
            images.collectGarbage();
            throw translated(reference, e);
        } catch (IOException e) {
            images.collectGarbage();
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            throw new EngineFailure(e.getMessage().replace("No space left on device", "no space left on device"), e);
        } catch (GantryException | InterruptedException e) {
            images.collectGarbage();
            throw e;
        }
    }

    private Pulled fromRegistry(Reference reference, String shown, Optional<Platform> platform, Optional<RegistryAuth> auth, boolean allTags, Consumer<TaskEvent> progress)
            throws IOException, InterruptedException {
        var endpoints = registries.sources(reference.domain());
        for (var endpoint : endpoints) {
            var repository = registries.repository(endpoint, reference.path(), endpoints.size() > 1 && !endpoint.hub() ? Optional.empty() : auth);
            try {
                repository.ping();
                return all(repository, reference, shown, platform, allTags, progress);
            } catch (Unreachable | RegistryAnswer e) {
                boolean last = endpoint.equals(endpoints.getLast());
                if (last && e instanceof Unreachable && sample.standsFor(reference)) {
                    return sample.install(reference, e.getMessage(), progress);
                }
                if (last) {
                    throw e;
                }
            }
        }
        throw new Unavailable("no registry is known for " + reference.domain());
    }

    private Pulled all(RemoteRepository repository, Reference reference, String shown, Optional<Platform> platform, boolean allTags, Consumer<TaskEvent> progress)
            throws IOException, InterruptedException {
        var wanted = allTags ? repository.tags().stream().map(reference::withTag).toList() : List.of(reference);
        if (wanted.isEmpty()) {
            throw new NotFound("no tags found in repository " + reference.familiarName());
        }
        var ids = new ArrayList<Digest>();
        boolean newer = false;
        for (var each : wanted) {
            var result = pull.run(repository, each, platform, progress);
            ids.add(result.image().id());
            newer |= result.newer();
        }
        progress.accept(new Status("", (newer ? "Status: Downloaded newer image for " : "Status: Image is up to date for ") + shown));
        return new Pulled(reference, ids, newer);
    }

    /** Docker's words for what a registry refuses. */
    private static GantryException translated(Reference reference, RegistryAnswer answer) {
        return switch (answer.code()) {
            case "DENIED", "UNAUTHORIZED" -> new NotFound("pull access denied for " + reference.familiarName() + ", repository does not exist or may require 'docker login': " + answer.getMessage(), answer);
            case "MANIFEST_UNKNOWN" -> new NotFound("manifest for " + reference.familiar() + " not found: " + answer.getMessage(), answer);
            case "NAME_UNKNOWN" -> new NotFound("repository " + reference.familiarName() + " not found: " + answer.getMessage(), answer);
            default -> answer.status() == 404 ? new NotFound("manifest for " + reference.familiar() + " not found: " + answer.getMessage(), answer) : new EngineFailure(answer.getMessage(), answer);
        };
    }
}
