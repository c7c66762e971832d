package dev.gantry.linux.runner;

import java.util.Optional;

/**
 * One client's view of the output of an exec or of a container without a log.
 */
public final class MonitorOutput implements AutoCloseable {
    MonitorOutput() {
    }

    /** Bytes of one stream: 1 stdout (and a terminal), 2 stderr. */
    public record Chunk(int stream, byte[] data) {
    }

    /** Waits for the next bytes; empty when no more will come. The process waits for a slow reader. */
    public Optional<Chunk> next() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
