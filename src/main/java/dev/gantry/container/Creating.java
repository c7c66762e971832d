package dev.gantry.container;

import dev.gantry.config.Paths;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.image.Image;
import dev.gantry.image.Images;
import dev.gantry.log.LogStore;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotFound;
import dev.gantry.model.ObjectId;
import dev.gantry.model.Platform;
import dev.gantry.network.NetworkMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Makes containers: checked, merged with the image, their folders made, and recorded before anyone is told their id. */
@ApplicationScoped
class Creating {

    private static final FileAttribute<?> PRIVATE = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OPEN = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private final Kernel kernel;
    private final Paths paths;
    private final Images images;
    private final ContainerIndex index;
    private final ContainerRecords records;
    private final LogStore logs;
    private final Trash trash;

    Creating(Kernel kernel, Paths paths, Images images, ContainerIndex index, ContainerRecords records, LogStore logs, Trash trash) {
        this.kernel = kernel;
        this.paths = paths;
        this.images = images;
        this.index = index;
        this.records = records;
        this.logs = logs;
        this.trash = trash;
    }

    Created create(ContainerConfig asked, Optional<String> wantedName, Optional<Platform> platform) {
        var given = wantedName.filter(name -> !name.isEmpty()).map(Names::check);
        if (asked.image().isEmpty()) {
            throw new InvalidRequest("no image specified");
        }
        try (var hold = images.hold(asked.image())) {
            platform.filter(wanted -> !wanted.accepts(hold.image().platform())).ifPresent(wanted -> {
                throw new NotFound("image with reference " + asked.image() + " was found but its platform (" + hold.image().platform()
                        + ") does not match the specified platform (" + wanted + ")");
            });
            return create(asked, given, hold.image());
        }
    }

    private Created create(ContainerConfig asked, Optional<String> given, Image image) {
        var merged = ConfigMerge.merge(asked, image.config());
        var warnings = new ArrayList<>(ConfigCheck.check(merged));
        var limits = ResourceCheck.ofNew(merged.resources(), kernel.abilities());
        warnings.addAll(limits.warnings());
        var command = ConfigMerge.command(merged.process());
        var id = ObjectId.random();
        var config = merged.toBuilder().resources(limits.limits()).hostname(hostname(merged, id)).build();
        var name = given.orElseGet(() -> Names.invent(index::taken));
        index.take(name, id);
        try {
            var view = ContainerView.of(id, name, image.id(), config, command, Instant.now(), paths);
            makeFolders(view);
            records.create(view);
            logs.present(id, !config.log().type().equals("none"), 0);
            index.add(new Container(view, false));
            return new Created(id, warnings);
        } catch (RuntimeException e) {
            index.release(name, id);
            clear(id);
            throw e;
        }
    }

    private String hostname(ContainerConfig config, ObjectId id) {
        if (!config.hostname().isEmpty()) {
            return config.hostname();
        }
        var mode = NetworkMode.parse(config.namespaces().network());
        if (mode instanceof NetworkMode.OfContainer(String other)) {
            return index.find(other).map(container -> container.view().config().hostname()).orElse(id.shortHex());
        }
        if (mode instanceof NetworkMode.Host || config.namespaces().uts().equals("host")) {
            try {
                return Files.readString(HOST_NAME).strip();
            } catch (IOException e) {
                throw new EngineFailure("read " + HOST_NAME + ": " + e.getMessage(), e);
            }
        }
        return id.shortHex();
    }

    /** The upper directory's mode is what the container sees of its root. */
    private void makeFolders(ContainerView view) {
        var hex = view.id().hex();
        try {
            Files.createDirectory(paths.container(hex), PRIVATE);
            Files.createDirectory(paths.upper(hex), OPEN);
            Files.createDirectory(paths.work(hex), PRIVATE);
            if (!view.config().log().type().equals("none")) {
                Files.createDirectory(paths.log(hex), PRIVATE);
            }
        } catch (IOException e) {
            throw new EngineFailure("make the container's folder " + paths.container(hex) + ": " + e.getMessage(), e);
        }
    }

    private void clear(ObjectId id) {
        var place = trash.place();
        try {
            Files.deleteIfExists(paths.log(id.hex()));
            if (Files.exists(paths.container(id.hex()))) {
                Files.move(paths.container(id.hex()), place);
                trash.erase(place);
            }
        } catch (IOException e) {
            throw new EngineFailure("clear up a container that could not be made, " + paths.container(id.hex()) + ": " + e.getMessage(), e);
        }
    }
}
