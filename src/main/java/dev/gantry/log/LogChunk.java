package dev.gantry.log;

/**
 * A record of the log, or the wanted part of one.
 *
 * @param timeNanos  when the monitor read it, nanoseconds since 1970
 * @param line       the number (cursor) of the line that its first byte belongs to
 * @param run        the container's start that it belongs to, from 1
 * @param beginsOpen it goes on with a line whose beginning is in an earlier record
 * @param gap        bytes that the monitor dropped here (mode non-blocking); the output is then empty
 * @param output     the bytes; for {@link LogStream#MARK} {@code key=value} lines
 */
public record LogChunk(long timeNanos, long line, int run, boolean beginsOpen, long gap, OutputChunk output) {

    /** Whose bytes these are. */
    public LogStream stream() {
        return output.stream();
    }
}
