package dev.gantry.linux.runner;

/**
 * How far a log is written.
 *
 * @param segment number of its last segment, 0 where there is none
 * @param offset  complete bytes of that segment
 * @param line    number of the next line
 */
public record LogPosition(long segment, long offset, long line) {
}
