package dev.gantry.linux.runner;

import dev.gantry.linux.Poller;
import dev.gantry.linux.spec.ContainerSpec;
import dev.gantry.linux.spec.ExecSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * The running {@code gantry-runner spawner} of this engine; it forks the monitors. One that dies is replaced at the next start.
 */
public final class Spawner implements AutoCloseable {
    private Spawner() {
    }

    /** Starts a spawner from a sealed memfd of the runner on the class path, in these cgroup directories. */
    public static Spawner start(Poller poller, List<Path> cgroups) {
        throw new UnsupportedOperationException();
    }

    /** Forks the monitor of a container; {@link Monitor#awaitReady()} tells whether it could be set up. */
    public Monitor start(ContainerSpec spec, MonitorEvents events) {
        throw new UnsupportedOperationException();
    }

    /** Forks the monitor of an exec. */
    public Monitor start(ExecSpec spec, MonitorEvents events) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
