package dev.gantry.linux.runner;

import java.nio.ByteBuffer;

/**
 * One client's way to a container's stdin.
 */
public final class MonitorInput implements AutoCloseable {
    MonitorInput() {
    }

    /** Sends all remaining bytes, waiting while the container is slow. False once nobody reads stdin any more. */
    public boolean write(ByteBuffer data) {
        throw new UnsupportedOperationException();
    }

    /** Half-close: stdin ends once all that was written has been read; ignored on a terminal. */
    public void end() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
