package dev.gantry.record;

import dev.gantry.model.EngineFailure;
import dev.gantry.model.GantryException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * The one thread that speaks to the database. Changes run in the order they were handed in, each in a transaction; those that wait together share one, and are run
 * again one by one if it fails. A change therefore does nothing but database work, and may be run twice.
 */
@ApplicationScoped
public class DbWriter {

    private static final Logger LOG = Logger.getLogger(DbWriter.class);

    /** How many changes share a commit at most, so that nobody waits long for the others. */
    private static final int BATCH = 64;

    private final LinkedBlockingQueue<Change<?>> changes = new LinkedBlockingQueue<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Thread thread;

    public DbWriter() {
        thread = Thread.ofPlatform().name("db-writer").daemon().start(this::run);
    }

    /** Runs the change in a transaction on the writer's thread and waits for its commit; what it throws comes out here and nothing is changed. */
    public <T> T write(Callable<T> change) {
        if (onWriter()) {
            return direct(change);
        }
        try {
            return later(change).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof GantryException known ? known
                    : new EngineFailure("the engine's records could not be read or written: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** The same for a change without a result. */
    public void write(Runnable change) {
        write(() -> {
            change.run();
            return null;
        });
    }

    /** Hands in a change without waiting; it keeps its place before all later ones. The future completes after the commit. */
    public <T> CompletableFuture<T> later(Callable<T> change) {
        var handedIn = new Change<>(change, new CompletableFuture<>());
        changes.add(handedIn);
        return handedIn.done;
    }

    /** From inside a change: runs this on the writer's thread after the commit, and not at all if the transaction fails. */
    public void afterCommit(Runnable action) {
        if (!onWriter()) {
            throw new IllegalStateException("only a change has a commit");
        }
        afterCommit.add(action);
    }

    /** Whether the caller is a change. */
    public boolean onWriter() {
        return Thread.currentThread() == thread;
    }

    @PreDestroy
    void finish() throws InterruptedException {
        changes.add(Change.LAST);
        thread.join();
    }

    private void run() {
        var batch = new ArrayList<Change<?>>();
        try {
            while (!batch.contains(Change.LAST)) {
                batch.clear();
                batch.add(changes.take());
                changes.drainTo(batch, BATCH - 1);
                var work = batch.stream().filter(c -> c != Change.LAST).toList();
                if (!work.isEmpty() && !together(work)) {
                    work.forEach(one -> together(List.of(one)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the transaction of these changes is over for good: committed, or the failure of a single one told to whoever waits. */
    private boolean together(List<Change<?>> work) {
        afterCommit.clear();
        try {
            QuarkusTransaction.requiringNew().run(() -> work.forEach(Change::apply));
        } catch (RuntimeException e) {
            if (work.size() > 1) {
                return false;
            }
            work.getFirst().fail(e.getCause() instanceof ChangeFailed failed ? failed.getCause() : e instanceof ChangeFailed ? e.getCause() : e);
            return true;
        }
        for (var action : List.copyOf(afterCommit)) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("after a commit", e);
            }
        }
        work.forEach(Change::complete);
        return true;
    }

    private static <T> T direct(Callable<T> change) {
        try {
            return change.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ChangeFailed(e);
        }
    }

    private static final class ChangeFailed extends RuntimeException {
        ChangeFailed(Throwable cause) {
            super(cause);
        }
    }

    private static final class Change<T> {
        static final Change<Void> LAST = new Change<>(() -> null, new CompletableFuture<>());

        private final Callable<T> work;
        private final CompletableFuture<T> done;
        private T result;

        Change(Callable<T> work, CompletableFuture<T> done) {
            this.work = work;
            this.done = done;
        }

        void apply() {
            try {
                result = work.call();
            } catch (Exception e) {
                throw new ChangeFailed(e);
            }
        }

        void complete() {
            done.complete(result);
        }

        void fail(Throwable cause) {
            if (!done.completeExceptionally(cause)) {
                return;
            }
            if (!(cause instanceof GantryException)) {
                LOG.error("a change of the records failed", cause);
            }
        }
    }
}
