package dev.gantry.task;

import dev.gantry.model.EngineFailure;
import dev.gantry.model.GantryException;
import dev.gantry.model.ObjectId;
import dev.gantry.model.Unavailable;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work that takes time: it goes on when the page or the client that asked for it has gone, and tells its progress to everyone who asks.
 *
 * @param <T> what the work returns
 */
public final class Task<T> {

    private final ObjectId id = ObjectId.random();
    private final String kind;
    private final String key;
    private final String title;
    private final Instant started = Instant.now();
    private final Journal journal = new Journal();
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final AtomicInteger wanted = new AtomicInteger(1);
    private volatile TaskState state = TaskState.RUNNING;
    private volatile Instant finished;
    private volatile boolean cancelled;
    private volatile Thread worker;

    Task(String kind, String key, String title) {
        this.kind = kind;
        this.key = key;
        this.title = title;
    }

    public ObjectId id() {
        return id;
    }

    /** What sort of work, such as {@code pull}. */
    public String kind() {
        return kind;
    }

    /** What makes two tasks of a kind the same work. */
    public String key() {
        return key;
    }

    /** What people see, such as {@code pull busybox:latest}. */
    public String title() {
        return title;
    }

    public TaskState state() {
        return state;
    }

    public Instant started() {
        return started;
    }

    public Optional<Instant> finished() {
        return Optional.ofNullable(finished);
    }

    /** Why it failed, once it did. */
    public Optional<GantryException> failure() {
        return outcome.isCompletedExceptionally() ? Optional.of(asFailure(outcome.exceptionNow())) : Optional.empty();
    }

    /** A new reader of the progress, from its beginning. */
    public TaskProgress progress() {
        return new TaskProgress(journal);
    }

    /** Waits for the end; returns the result or throws why there is none. */
    public T await() throws InterruptedException {
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw asFailure(e.getCause());
        }
    }

    /** Ends the work as soon as it notices; without effect once it is over. */
    public void cancel() {
        cancelled = true;
        var thread = worker;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** One of those who asked for the work no longer wants it; when none is left it is cancelled. */
    public void leave() {
        if (wanted.decrementAndGet() == 0) {
            cancel();
        }
    }

    /** One more wants the work; false where it is over or given up. Whoever knows the outcome is told so. */
    boolean join() {
        return !cancelled && state == TaskState.RUNNING && wanted.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    void run(TaskWork<T> work) {
        worker = Thread.currentThread();
        try {
            if (cancelled) {
                throw new InterruptedException();
            }
            T result = work.run(journal::add);
            end(TaskState.DONE);
            outcome.complete(result);
            journal.add(new TaskEvent.Finished());
        } catch (Throwable e) {
            var failure = cancelled ? new Unavailable(title + " was cancelled") : asFailure(e);
            end(cancelled ? TaskState.CANCELLED : TaskState.FAILED);
            outcome.completeExceptionally(failure);
            journal.add(new TaskEvent.Failed(failure));
        } finally {
            worker = null;
        }
    }

    private void end(TaskState how) {
        finished = Instant.now();
        state = how;
    }

    private static GantryException asFailure(Throwable e) {
        return e instanceof GantryException known ? known : new EngineFailure(String.valueOf(e.getMessage() == null ? e : e.getMessage()), e);
    }
}
