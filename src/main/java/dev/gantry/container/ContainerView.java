package dev.gantry.container;

import dev.gantry.container.config.ContainerConfig;
import dev.gantry.model.Digest;
import dev.gantry.model.ObjectId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A container at one moment.
 *
 * @param name         without the slash that Docker's JSON puts before it
 * @param image        the image's id
 * @param config       as asked for, merged with the image's
 * @param path         the program, and {@code args} its arguments
 * @param restartCount how often the restart policy has started it
 * @param run          number of its last start, 0 before the first
 * @param mounts       what is bound into it besides the engine's own files
 * @param files        where its files are on the host
 */
public record ContainerView(ObjectId id, String name, Digest image, ContainerConfig config, String path, List<String> args, Instant created,
                            ContainerState state, int restartCount, int run, List<MountedPath> mounts, Files files) {

    /** One bind or tmpfs as Docker's inspect lists it. */
    public record MountedPath(String type, String source, String destination, String mode, boolean writable, String propagation) {}

    /** Paths on the host. */
    public record Files(Path hosts, Path hostname, Path resolvConf, Path log, Path upper, Path work) {}

    /** The name with Docker's slash. */
    public String slashName() {
        return "/" + name;
    }
}
