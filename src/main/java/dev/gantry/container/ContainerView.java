package dev.gantry.container;

import dev.gantry.config.Paths;
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

    /** A container that never ran. */
    static ContainerView of(ObjectId id, String name, Digest image, ContainerConfig config, List<String> command, Instant created, Paths paths) {
        var hex = id.hex();
        var files = new Files(paths.hosts(hex), paths.hostname(hex), paths.resolvConf(hex), paths.log(hex), paths.upper(hex), paths.work(hex));
        var mounts = VolumeSpecs.of(config).stream()
                .map(m -> new MountedPath(m.type(), m.source(), m.target(), VolumeSpecs.mode(config.storage().binds(), m.target()), !m.readOnly(), m.type().equals("bind") ? m.propagation().orElse("rprivate") : ""))
                .toList();
        return new ContainerView(id, name, image, config, command.getFirst(), command.subList(1, command.size()), created, ContainerState.NEW, 0, 0, mounts, files);
    }

    ContainerView withState(ContainerState other) {
        return new ContainerView(id, name, image, config, path, args, created, other, restartCount, run, mounts, files);
    }

    ContainerView withName(String other) {
        return new ContainerView(id, other, image, config, path, args, created, state, restartCount, run, mounts, files);
    }

    ContainerView withRun(int other) {
        return new ContainerView(id, name, image, config, path, args, created, state, restartCount, other, mounts, files);
    }

    ContainerView withRestartCount(int other) {
        return new ContainerView(id, name, image, config, path, args, created, state, other, run, mounts, files);
    }

    ContainerView withConfig(ContainerConfig other) {
        return new ContainerView(id, name, image, other, path, args, created, state, restartCount, run, mounts, files);
    }

    /** The name with Docker's slash. */
    public String slashName() {
        return "/" + name;
    }
}
