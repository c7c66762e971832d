package dev.gantry.linux.runner;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * The engine's connection to one monitor. Closing it leaves the monitor and its container alone.
 */
public final class Monitor implements AutoCloseable {
    private Monitor() {
    }

    /** Connects to the running monitor of {@code stateDir}; KernelException ENOENT or ECONNREFUSED where there is none. */
    public static Monitor adopt(dev.gantry.linux.Poller poller, Path stateDir, Path exitFile, MonitorEvents events) {
        throw new UnsupportedOperationException();
    }

    /** Waits until pid 1 is set up and held; StartFailure if a step failed. */
    public ProcessIdentity awaitReady() {
        throw new UnsupportedOperationException();
    }

    /** Releases pid 1 and waits until it has executed its program; StartFailure (stage EXEC) if it could not. */
    public Instant go() {
        throw new UnsupportedOperationException();
    }

    /** Asks for the present state. */
    public MonitorState state() {
        throw new UnsupportedOperationException();
    }

    /** Sends a signal to pid 1; KernelException ESRCH once it is gone. */
    public void kill(int signal) {
        throw new UnsupportedOperationException();
    }

    /** Kills everything in the container's cgroup by SIGKILL. */
    public void killAll() {
        throw new UnsupportedOperationException();
    }

    /** Sets the terminal's size. */
    public void resize(int rows, int columns) {
        throw new UnsupportedOperationException();
    }

    /** Completes once the log is longer than this; exceptionally when the monitor ends. Dependents must not block. */
    public CompletableFuture<LogPosition> watch(long segment, long offset) {
        throw new UnsupportedOperationException();
    }

    /** Opens a way to the container's stdin, on a connection of its own. */
    public MonitorInput openInput() {
        throw new UnsupportedOperationException();
    }

    /** Opens the output of an exec, or of a container without a log, on a connection of its own. Before {@link #go()} it misses nothing. */
    public MonitorOutput attachOutput() {
        throw new UnsupportedOperationException();
    }

    /** The descriptors of pid 1 and of its root; the caller closes them. */
    public Descriptors descriptors() {
        throw new UnsupportedOperationException();
    }

    /** Completes when the run is over. Never exceptionally. Dependents must not block: join it on a virtual thread instead. */
    public CompletableFuture<Ending> ended() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
