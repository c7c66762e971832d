package dev.gantry.container;

import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.MountConfig;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotDone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the binds and mounts that a container asks for, in Docker's forms, to one form. */
final class VolumeSpecs {

    private static final Set<String> PROPAGATIONS = Set.of("private", "rprivate", "shared", "rshared", "slave", "rslave");
    /** SELinux labels, caching hints of other systems, and volume copying: nothing to do for a bind here. */
    private static final Set<String> PASSED_OVER = Set.of("z", "Z", "cached", "delegated", "consistent", "nocopy", "rw");

    private VolumeSpecs() {}

    /** Binds and tmpfs mounts in the order of their targets' depth; InvalidRequest for what can't be read, NotDone for volumes. */
    static List<MountConfig> of(ContainerConfig config) {
        var storage = config.storage();
        if (!storage.volumesFrom().isEmpty()) {
            throw new NotDone("--volumes-from is not supported yet");
        }
        var all = new ArrayList<MountConfig>();
        storage.binds().forEach(bind -> all.add(bind(bind)));
        storage.mounts().forEach(mount -> all.add(checked(mount)));
        storage.tmpfs().keySet().forEach(VolumeSpecs::absolute);
        var targets = Stream.concat(all.stream().map(MountConfig::target), storage.tmpfs().keySet().stream().map(VolumeSpecs::clean)).toList();
        for (var target : targets) {
            if (targets.indexOf(target) != targets.lastIndexOf(target)) {
                throw new InvalidRequest("Duplicate mount point: " + target);
            }
        }
        all.sort(Comparator.comparingInt(mount -> Path.of(mount.target()).getNameCount()));
        return all;
    }

    /** The mode that a bind of this target was given, such as {@code ro}; empty for another mount or without one. */
    static String mode(List<String> binds, String target) {
        return binds.stream().map(bind -> bind.split(":", -1)).filter(parts -> parts.length == 3 && clean(parts[1]).equals(target)).map(parts -> parts[2]).findFirst().orElse("");
    }

    private static MountConfig bind(String text) {
        var parts = text.split(":", -1);
        if (parts.length < 2 || parts.length > 3) {
            if (parts.length == 1 && text.startsWith("/")) {
                throw new NotDone("volumes are not supported yet: bind a folder of the host with -v /on/host:" + text);
            }
            throw invalid(text, "volume", parts.length == 1 ? text : parts[1]);
        }
        if (!parts[0].startsWith("/")) {
            throw new NotDone("named volumes are not supported yet (" + parts[0] + "): bind a folder of the host with -v /on/host:" + parts[1]);
        }
        if (!parts[1].startsWith("/")) {
            throw invalid(text, "bind", parts[1]);
        }
        boolean readOnly = false;
        Optional<String> propagation = Optional.empty();
        for (var option : parts.length == 3 ? Arrays.asList(parts[2].split(",")) : List.<String>of()) {
            if (option.equals("ro") || option.equals("readonly")) {
                readOnly = true;
            } else if (PROPAGATIONS.contains(option)) {
                propagation = Optional.of(option);
            } else if (!PASSED_OVER.contains(option)) {
                throw new InvalidRequest("invalid volume specification: '" + text + "': invalid mode: " + parts[2]);
            }
        }
        return new MountConfig("bind", clean(parts[0]), clean(parts[1]), readOnly, propagation, false, true, OptionalLong.empty(), OptionalInt.empty());
    }

    private static MountConfig checked(MountConfig mount) {
        if (!mount.target().startsWith("/")) {
            throw new InvalidRequest("invalid mount config for type \"" + mount.type() + "\": invalid mount path: '" + mount.target() + "' mount path must be absolute");
        }
        if (clean(mount.target()).equals("/")) {
            throw new InvalidRequest("invalid mount config for type \"" + mount.type() + "\": invalid specification: destination can't be '/'");
        }
        switch (mount.type()) {
            case "bind" -> {
                if (!mount.source().startsWith("/")) {
                    throw new InvalidRequest("invalid mount config for type \"bind\": invalid mount path: '" + mount.source() + "' mount path must be absolute");
                }
                if (!mount.createSource() && !Files.exists(Path.of(mount.source()))) {
                    throw new InvalidRequest("invalid mount config for type \"bind\": bind source path does not exist: " + mount.source());
                }
            }
            case "tmpfs" -> {
                if (!mount.source().isEmpty()) {
                    throw new InvalidRequest("invalid mount config for type \"tmpfs\": source must not be specified");
                }
            }
            case "volume", "image", "cluster", "npipe" -> throw new NotDone("mounts of type " + mount.type() + " are not supported yet: use bind or tmpfs");
            default -> throw new InvalidRequest("invalid mount config for type \"" + mount.type() + "\": mount type unknown");
        }
        return new MountConfig(mount.type(), mount.source().isEmpty() ? "" : clean(mount.source()), clean(mount.target()), mount.readOnly(), mount.propagation(),
                mount.nonRecursive(), mount.createSource(), mount.tmpfsSize(), mount.tmpfsMode());
    }

    private static void absolute(String target) {
        if (!target.startsWith("/")) {
            throw new InvalidRequest("invalid mount path: '" + target + "' mount path must be absolute");
        }
    }

    private static String clean(String path) {
        return Path.of(path).normalize().toString();
    }

    private static InvalidRequest invalid(String text, String type, String path) {
        return new InvalidRequest("invalid volume specification: '" + text + "': invalid mount config for type \"" + type + "\": invalid mount path: '" + path
                + "' mount path must be absolute");
    }
}
