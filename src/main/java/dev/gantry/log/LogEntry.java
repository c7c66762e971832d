package dev.gantry.log;

/** What a viewer shows one row for. */
public sealed interface LogEntry {

    /** Nanoseconds since 1970. */
    long timeNanos();

    /** The number of this line, or of the next one after a mark or gap. */
    long cursor();

    /**
     * A line without its newline.
     *
     * @param text    UTF-8 with replacement characters where it was none
     * @param clipped its end is left out
     * @param open    it had no newline yet; the same cursor may come again, longer
     */
    record Line(long cursor, long timeNanos, LogStream stream, int run, String text, boolean clipped, boolean open) implements LogEntry {}

    /** The container was started (run {@code run}). */
    record Started(long cursor, long timeNanos, int run) implements LogEntry {}

    /** The run ended. */
    record Exited(long cursor, long timeNanos, int run, int code, int signal, boolean oomKilled) implements LogEntry {}

    /** Bytes were dropped since the container's log could not keep up (mode non-blocking). */
    record Gap(long cursor, long timeNanos, LogStream stream, long bytes) implements LogEntry {}
}
