package dev.gantry.linux;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * A descriptor watched by the {@link Poller}. Interest is level-triggered; a wait for reading or writing is for one time.
 */
public final class Registration implements AutoCloseable {
    static final int EPOLLIN = 1;
    static final int EPOLLOUT = 4;
    private static final int EPOLLERR = 8;
    private static final int EPOLLHUP = 16;

    private final Poller poller;
    private final long key;
    private final int fd;
    private final Runnable readable;
    private boolean listening;
    private boolean closed;
    private int interest;
    private CompletableFuture<Void> reader;
    private CompletableFuture<Void> writer;

    Registration(Poller poller, long key, int fd, Runnable readable) {
        this.poller = poller;
        this.key = key;
        this.fd = fd;
        this.readable = readable;
    }

    long key() {
        return key;
    }

    int fd() {
        return fd;
    }

    /** From now on the handler is called whenever the descriptor is readable. */
    public synchronized void listen() {
        listening = true;
        update();
    }

    /** Parks until the descriptor is readable; CancellationException if it is closed meanwhile. */
    public void awaitReadable() {
        CompletableFuture<Void> wait;
        synchronized (this) {
            if (reader == null) {
                reader = new CompletableFuture<>();
            }
            wait = reader;
            update();
        }
        wait.join();
    }

    /** Parks until the descriptor is writable; CancellationException if it is closed meanwhile. */
    public void awaitWritable() {
        CompletableFuture<Void> wait;
        synchronized (this) {
            if (writer == null) {
                writer = new CompletableFuture<>();
            }
            wait = writer;
            update();
        }
        wait.join();
    }

    void happened(int events) {
        boolean over = (events & (EPOLLERR | EPOLLHUP)) != 0;
        boolean in = over || (events & EPOLLIN) != 0;
        boolean out = over || (events & EPOLLOUT) != 0;
        CompletableFuture<Void> wokenReader = null;
        CompletableFuture<Void> wokenWriter = null;
        boolean call;
        synchronized (this) {
            if (closed) {
                return;
            }
            if (in && reader != null) {
                wokenReader = reader;
                reader = null;
            }
            if (out && writer != null) {
                wokenWriter = writer;
                writer = null;
            }
            call = in && listening;
            if (over && !listening && wokenReader == null && wokenWriter == null) {
                // A hang-up is reported whatever the interest is: nobody waits for it now, and the next reader sees the end by itself.
                poller.forget(this);
                closed = true;
                return;
            }
            update();
        }
        if (wokenReader != null) {
            wokenReader.complete(null);
        }
        if (wokenWriter != null) {
            wokenWriter.complete(null);
        }
        if (call) {
            readable.run();
        }
    }

    void abandon() {
        CompletableFuture<Void> wokenReader;
        CompletableFuture<Void> wokenWriter;
        synchronized (this) {
            closed = true;
            wokenReader = reader;
            wokenWriter = writer;
            reader = null;
            writer = null;
        }
        if (wokenReader != null) {
            wokenReader.completeExceptionally(new CancellationException("fd " + fd + " was closed"));
        }
        if (wokenWriter != null) {
            wokenWriter.completeExceptionally(new CancellationException("fd " + fd + " was closed"));
        }
    }

    private void update() {
        if (closed) {
            if (reader != null) {
                reader.complete(null);
                reader = null;
            }
            if (writer != null) {
                writer.complete(null);
                writer = null;
            }
            return;
        }
        int wanted = (listening || reader != null ? EPOLLIN : 0) | (writer != null ? EPOLLOUT : 0);
        if (wanted != interest) {
            interest = wanted;
            poller.change(this, wanted);
        }
    }

    /** Ends the watch; those who wait get a CancellationException. */
    @Override
    public void close() {
        poller.forget(this);
        abandon();
    }
}
