package dev.gantry.container;

import dev.gantry.container.config.NamespaceConfig;
import dev.gantry.linux.Fd;
import dev.gantry.linux.OpenFile;
import dev.gantry.linux.spec.JoinNamespace;
import dev.gantry.linux.spec.Namespace;
import dev.gantry.model.Conflict;
import dev.gantry.model.InvalidRequest;
import dev.gantry.network.NetworkMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which namespaces a run makes, which it joins, and which it shares with the host. */
final class RunNamespaces {

    private static final String CONTAINER = "container:";

    private final ContainerIndex index;
    private final List<Fd> opened;
    private final Set<Namespace> made = EnumSet.of(Namespace.MOUNT);
    private final List<JoinNamespace> joined = new ArrayList<>();
    private Path sharedMemory;

    /** {@code opened} takes the descriptors, to be closed after the start. */
    RunNamespaces(NamespaceConfig config, ContainerIndex index, List<Fd> opened) {
        this.index = index;
        this.opened = opened;
        ipc(config.ipc());
        one(Namespace.PID, config.pid(), "PID", Set.of(""));
        one(Namespace.UTS, config.uts(), "UTS", Set.of(""));
        one(Namespace.CGROUP, config.cgroup(), "cgroup", Set.of("", "private"));
        switch (NetworkMode.parse(config.network())) {
            case NetworkMode.Host host -> { }
            case NetworkMode.OfContainer(String other) -> join(Namespace.NETWORK, other, "network");
            default -> made.add(Namespace.NETWORK);
        }
    }

    Set<Namespace> made() {
        return made;
    }

    List<JoinNamespace> joined() {
        return joined;
    }

    /** The /dev/shm that belongs to a shared IPC namespace. */
    Optional<Path> sharedMemory() {
        return Optional.ofNullable(sharedMemory);
    }

    private void ipc(String mode) {
        switch (mode) {
            case "", "private", "shareable", "none" -> made.add(Namespace.IPC);
            case "host" -> sharedMemory = Path.of("/dev/shm");
            default -> {
                if (!mode.startsWith(CONTAINER)) {
                    throw new InvalidRequest("Invalid IPC mode: " + mode);
                }
                var other = mode.substring(CONTAINER.length());
                if (!index.get(other).view().config().namespaces().ipc().equals("shareable")) {
                    throw new InvalidRequest("can't join IPC of container " + other + ": non-shareable IPC (hint: use IpcMode:shareable for the donor container)");
                }
                sharedMemory = Path.of("/proc/" + join(Namespace.IPC, other, "IPC") + "/root/dev/shm");
            }
        }
    }

    private void one(Namespace namespace, String mode, String word, Set<String> own) {
        if (own.contains(mode)) {
            made.add(namespace);
        } else if (mode.startsWith(CONTAINER) && namespace == Namespace.PID) {
            join(namespace, mode.substring(CONTAINER.length()), word);
        } else if (!mode.equals("host")) {
            throw new InvalidRequest("invalid " + word + " mode: " + mode);
        }
    }

    /** Joins a running container's namespace; answers with its pid 1. The namespace file is opened before the monitor is asked again, so the pid was still its. */
    private int join(Namespace namespace, String ref, String word) {
        var other = index.get(ref);
        int pid = other.view().state().pid();
        if (pid == 0) {
            throw new Conflict("cannot join " + word + " of a non running container: " + other.id());
        }
        var file = OpenFile.open(Path.of("/proc/" + pid + "/ns/" + namespace.file()), OpenFile.READ);
        opened.add(file);
        if (other.monitor().isEmpty() || other.running().ended().isDone()) {
            throw new Conflict("cannot join " + word + " of a non running container: " + other.id());
        }
        joined.add(new JoinNamespace(namespace, file));
        return pid;
    }
}
