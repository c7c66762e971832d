package dev.gantry.container;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a container is in its life.
 *
 * @param pid        of its pid 1 on the host, 0 unless it runs
 * @param exitCode   of the last run; 128 + signal where it was killed
 * @param oomKilled  the kernel killed one of its processes in the last run for want of memory
 * @param error      why the last start failed, else empty
 * @param startedAt  of the last run
 * @param finishedAt of the last run that ended
 */
public record ContainerState(Status status, int pid, int exitCode, boolean oomKilled, String error, Optional<Instant> startedAt, Optional<Instant> finishedAt) {

    /** Docker's states. */
    public enum Status {
        CREATED, RUNNING, PAUSED, RESTARTING, REMOVING, EXITED, DEAD;

        /** The word in Docker's JSON. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A container that never ran. */
    public static final ContainerState NEW = new ContainerState(Status.CREATED, 0, 0, false, "", Optional.empty(), Optional.empty());

    ContainerState with(Status other) {
        return new ContainerState(other, pid, exitCode, oomKilled, error, startedAt, finishedAt);
    }

    ContainerState started(int newPid, Instant at) {
        return new ContainerState(Status.RUNNING, newPid, 0, false, "", Optional.of(at), finishedAt);
    }

    ContainerState ended(int code, boolean oom, Instant at) {
        return new ContainerState(Status.EXITED, 0, code, oom, "", startedAt, Optional.of(at));
    }

    ContainerState notStarted(int code, String why) {
        return new ContainerState(status == Status.RESTARTING ? Status.EXITED : status, 0, code, false, why, startedAt, finishedAt);
    }

    /** Whether Docker calls it running: also while paused, and while it waits for its restart. */
    public boolean running() {
        return status == Status.RUNNING || status == Status.PAUSED || status == Status.RESTARTING;
    }
}
