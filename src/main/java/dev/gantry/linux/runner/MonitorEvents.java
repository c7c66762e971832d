package dev.gantry.linux.runner;

/**
 * What a monitor says unasked while its container runs. Called on virtual threads; may block.
 */
public interface MonitorEvents {
    /** Listens to nothing. */
    MonitorEvents NONE = new MonitorEvents() {
    };

    /** The log can't be written ({@code errno}, for example ENOSPC) and the container waits. */
    default void logBlocked(int errno) {
    }

    /** The log is written again. */
    default void logFree() {
    }
}
