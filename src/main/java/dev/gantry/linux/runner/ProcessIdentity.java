package dev.gantry.linux.runner;

/**
 * A process that can't be mistaken for a later one with the same pid.
 *
 * @param startTicks field 22 of /proc/PID/stat
 */
public record ProcessIdentity(int pid, long startTicks) {
}
