package dev.gantry.container;

import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.MountConfig;
import dev.gantry.linux.Errno;
import dev.gantry.linux.Fd;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.OpenFile;
import dev.gantry.linux.spec.ContainerDefaults;
import dev.gantry.linux.spec.Mount;
import dev.gantry.linux.spec.MountFlags;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.InvalidRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The mounts of one run: the kernel's file systems, the engine's files, what the user asked for. Binds are opened here, once, and go on as descriptors. */
final class RunMounts {

    private static final long PROPAGATION_PRIVATE = MountFlags.PRIVATE | MountFlags.REC;
    private static final Map<String, Long> PROPAGATIONS = Map.of("private", MountFlags.PRIVATE, "rprivate", PROPAGATION_PRIVATE, "slave", MountFlags.SLAVE,
            "rslave", MountFlags.SLAVE | MountFlags.REC, "shared", MountFlags.SHARED, "rshared", MountFlags.SHARED | MountFlags.REC);

    private final ContainerConfig config;
    private final Function<Path, Fd> open;

    /** {@code open} opens a place and sees to its closing after the start. */
    RunMounts(ContainerConfig config, Function<Path, Fd> open) {
        this.config = config;
        this.open = open;
    }

    /** All mounts in order; {@code engineFiles} are bound by target, {@code sharedMemory} is another's /dev/shm to take (null: its own). */
    List<Mount> all(Map<String, Path> engineFiles, Path sharedMemory) {
        var volumes = VolumeSpecs.of(config);
        var taken = volumes.stream().map(MountConfig::target).collect(Collectors.toSet());
        taken.addAll(config.storage().tmpfs().keySet());
        var mounts = new ArrayList<Mount>();
        for (var mount : ContainerDefaults.mounts(config.storage().shmSize() > 0 ? config.storage().shmSize() : ContainerDefaults.SHM_BYTES, config.security().privileged())) {
            if (taken.contains(mount.target())) {
                continue;
            }
            boolean shm = mount.target().equals("/dev/shm");
            if (shm && sharedMemory != null) {
                mounts.add(Mount.bind(open.apply(sharedMemory), mount.target(), 0));
            } else if (!shm || !config.namespaces().ipc().equals("none")) {
                mounts.add(mount);
            }
        }
        engineFiles.forEach((target, file) -> {
            if (!taken.contains(target)) {
                mounts.add(Mount.bind(file.toString(), target, config.security().readonlyRootfs() || !target.startsWith("/etc/") ? MountFlags.RDONLY : 0));
            }
        });
        config.storage().tmpfs().entrySet().stream().sorted(Comparator.comparingInt(e -> Path.of(e.getKey()).getNameCount()))
                .forEach(e -> mounts.add(TmpfsOptions.mount(e.getKey(), e.getValue())));
        volumes.forEach(volume -> mounts.add(volume.type().equals("tmpfs") ? tmpfs(volume) : bind(volume)));
        return mounts;
    }

    private static Mount tmpfs(MountConfig volume) {
        var options = new ArrayList<String>();
        volume.tmpfsSize().ifPresent(bytes -> options.add("size=" + bytes));
        volume.tmpfsMode().ifPresent(mode -> options.add("mode=" + Integer.toOctalString(mode)));
        if (volume.readOnly()) {
            options.add("ro");
        }
        return TmpfsOptions.mount(volume.target(), String.join(",", options));
    }

    private Mount bind(MountConfig volume) {
        var source = Path.of(volume.source());
        try {
            if (volume.createSource() && !Files.exists(source)) {
                Files.createDirectories(source);
            }
            var fd = open.apply(source);
            long flags = (volume.nonRecursive() ? 0 : MountFlags.REC) | (volume.readOnly() ? MountFlags.RDONLY : 0);
            var mount = Mount.bind(fd, volume.target(), flags).withPropagation(PROPAGATIONS.get(volume.propagation().orElse("rprivate")));
            return volume.readOnly() && !volume.nonRecursive() ? mount.withRecursiveReadOnly() : mount;
        } catch (IOException e) {
            throw new EngineFailure("error while creating mount source path '" + source + "': " + e.getMessage(), e);
        } catch (KernelException e) {
            if (e.errno() == Errno.ENOENT) {
                throw new InvalidRequest("invalid mount config for type \"bind\": bind source path does not exist: " + source, e);
            }
            throw new EngineFailure("the bind's source can't be opened: " + e.getMessage(), e);
        }
    }

    static Fd openPlace(Path path) {
        return OpenFile.path(path);
    }
}
