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

    /** Whether Docker calls it running: also while paused, and while it waits for its restart. */
    public boolean running() {
        return status == Status.RUNNING || status == Status.PAUSED || status == Status.RESTARTING;
    }
}
