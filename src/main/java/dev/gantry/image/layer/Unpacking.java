package dev.gantry.image.layer;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** One layer's unpacking on a thread of the pool. Unlike a FutureTask's, its end is the end of the work: whoever has cancelled it and waited finds nothing being written any more. */
final class Unpacking implements Runnable {

    private final Callable<Layer> work;
    private final CompletableFuture<Layer> result = new CompletableFuture<>();
    private Thread thread;
    private boolean cancelled;

    Unpacking(Callable<Layer> work) {
        this.work = work;
    }

    @Override
    public void run() {
        synchronized (this) {
            if (cancelled) {
                return;
            }
            thread = Thread.currentThread();
        }
        try {
            result.complete(work.call());
        } catch (Throwable e) {
            result.completeExceptionally(wasCancelled() ? new CancellationException() : e);
        } finally {
            synchronized (this) {
                thread = null;
                // An interrupt that came too late is not the next layer's.
                Thread.interrupted();
            }
        }
    }

    /** The layer; CancellationException where whoever began it no longer wanted it. */
    Layer await() throws IOException, InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    /** Ends the work and waits for its end. */
    void cancel() {
        synchronized (this) {
            cancelled = true;
            if (thread == null) {
                result.completeExceptionally(new CancellationException());
            } else {
                thread.interrupt();
            }
        }
        try {
            result.join();
        } catch (CompletionException | CancellationException ended) {
            return;
        }
    }

    private synchronized boolean wasCancelled() {
        return cancelled;
    }
}
