package dev.gantry.log;

import java.util.Optional;

/** One reader of a log at its own position; used by one thread, closed by any. */
public interface LogReader extends AutoCloseable {

    /** The next record, waiting for it where the query follows; empty at the end, or after {@link #close}. */
    Optional<LogChunk> next() throws InterruptedException;

    /** Whether {@link #next} has a record without reading the disk or waiting: the moment to go on before flushing. */
    boolean ready();

    /** Ends it; a {@link #next} that waits returns empty. */
    @Override
    void close();
}
