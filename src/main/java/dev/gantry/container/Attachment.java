package dev.gantry.container;

import dev.gantry.log.OutputChunk;
import java.util.Optional;

/**
 * A client's connection to the streams of a container or an exec. One thread reads, another may write; a slow reader delays nobody else's output. Closing
 * detaches and leaves the process alone.
 */
public interface Attachment extends AutoCloseable {

    /** Whether there is one stream, of a terminal, without frames. */
    boolean tty();

    /** The next output, waiting for it; empty when there will be none, or after {@link #close}. */
    Optional<OutputChunk> read() throws InterruptedException;

    /** Whether {@link #read} has output without waiting: the moment to go on before flushing. */
    boolean ready();

    /** Writes to stdin, waiting while the process does not read; returns false when nobody will read it any more. */
    boolean write(byte[] bytes, int offset, int length) throws InterruptedException;

    /** Half-close: stdin ends after what was written. Does nothing on a terminal, as with Docker. */
    void endInput();

    @Override
    void close();
}
