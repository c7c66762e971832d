package dev.gantry.linux;

/**
 * One platform thread with epoll that serves every native descriptor of the engine. One an engine.
 */
public final class Poller implements AutoCloseable {
    private Poller() {
    }

    /** Starts the thread. */
    public static Poller start() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
