package dev.gantry.cli.stream;

import dev.gantry.cli.http.EngineClient;
import dev.gantry.cli.http.EngineError;
import dev.gantry.cli.http.Request;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the size of a container's terminal that of the user's. */
public final class WindowSize {

    private static final int TRIES = 10;
    private static final int PAUSE_MILLIS = 20;

    private final EngineClient engine;
    private final String path;
    private final ReentrantLock one = new ReentrantLock();

    private WindowSize(EngineClient engine, String path) {
        this.engine = engine;
        this.path = path;
    }

    /** Sends the size now, and each time it changes; {@code path} is that of the container or exec. */
    public static void follow(EngineClient engine, String path) {
        WindowSize size = new WindowSize(engine, path);
        HostSignals.onResize(size::send);
        size.send();
    }

    private void send() {
        one.lock();
        try {
            Terminal.size().filter(size -> size.rows() > 0 && size.columns() > 0).ifPresent(this::send);
        } finally {
            one.unlock();
        }
    }

    /** An exec may not have begun to run when its stream is there: it is asked again for a moment. */
    private void send(Terminal.Size size) {
        for (int left = TRIES; left > 0; left--) {
            try {
                engine.call(Request.post(path + "/resize").with("h", size.rows()).with("w", size.columns()));
                return;
            } catch (EngineError e) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
