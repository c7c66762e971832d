package dev.gantry.linux.runner;

/**
 * A step of a start that the runner has done.
 *
 * @param name  as the runner calls it; a newer runner may have other steps
 * @param nanos when it was done, by CLOCK_MONOTONIC, which is what {@link System#nanoTime()} reads on Linux
 */
public record TraceStep(Side side, String name, long nanos) {
    /** Which process has done it. */
    public enum Side {
        /** The monitor. */
        MONITOR,
        /** What becomes the container's program. */
        PROCESS
    }
}
