package dev.gantry.linux.runner;

import java.time.Instant;

/**
 * What a monitor says of its run.
 *
 * @param pid        pid 1 as the host sees it
 * @param startTicks field 22 of /proc/PID/stat
 * @param started    when pid 1 executed its program; the epoch before that
 * @param exitCode   meaningful in {@link Phase#ENDED} only
 */
public record MonitorState(int run, Phase phase, int pid, long startTicks, Instant started, LogPosition log, boolean tty,
                           boolean stdin, int exitCode) {
    /** How far the run is. */
    public enum Phase {
        /** Set up and held until GO. */
        HELD,
        /** Running. */
        RUNNING,
        /** Ended. */
        ENDED
    }
}
