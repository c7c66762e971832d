package dev.gantry.log;

import java.util.List;

/** One reader of a log line by line; used by one thread, closed by any. */
public interface LineReader extends AutoCloseable {

    /**
     * Up to {@code max} entries, at least one, waiting for it where the query follows; an empty list at the end. While it follows, an unfinished last line
     * comes once it is finished or its run has ended.
     */
    List<LogEntry> next(int max) throws InterruptedException;

    /** Whether {@link #next} would answer without waiting. */
    boolean ready();

    @Override
    void close();
}
