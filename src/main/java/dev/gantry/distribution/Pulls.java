package dev.gantry.distribution;

import dev.gantry.model.NotDone;
import dev.gantry.model.Platform;
import dev.gantry.model.Reference;
import dev.gantry.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Fetches images from registries (OCI distribution specification, "pull"; Docker Registry HTTP API v2). */
@ApplicationScoped
public class Pulls {

    /** The kind of the tasks started here. */
    public static final String KIND = "pull";

    /**
     * Fetches an image as a task; a pull of the same that runs already is joined. Its status events carry Docker's texts ("Pulling from library/busybox" with the tag as
     * id, "Digest: sha256:…", "Status: Downloaded newer image for busybox:latest"); it fails with Docker's texts too.
     *
     * @param platform the machine's own where empty
     * @param allTags every tag of the repository, whatever tag the reference has
     */
    public Task<Pulled> pull(Reference reference, Optional<Platform> platform, Optional<RegistryAuth> auth, boolean allTags) {
        throw new NotDone("pull");
    }
}
