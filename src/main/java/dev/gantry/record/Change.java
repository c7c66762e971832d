package dev.gantry.record;

import dev.gantry.model.GantryException;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** One change in the writer's queue: its work, whoever waits for it, and whether anybody does. */
final class Change<T> {

    private static final Logger LOG = Logger.getLogger(DbWriter.class);

    /** What the change does: to entities, or to rows by plain SQL where {@code rows} is given. */
    @FunctionalInterface
    interface Work<T> {
        T apply(Rows rows) throws Exception;
    }

    private final Work<T> work;
    private final boolean entities;
    private final boolean awaited;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private T result;

    private Change(Work<T> work, boolean entities, boolean awaited) {
        this.work = work;
        this.entities = entities;
        this.awaited = awaited;
    }

    static <T> Change<T> ofEntities(Work<T> work, boolean awaited) {
        return new Change<>(work, true, awaited);
    }

    static <T> Change<T> ofRows(Work<T> work, boolean awaited) {
        return new Change<>(work, false, awaited);
    }

    /** Whether it needs the persistence context, and a transaction of the transaction manager. */
    boolean entities() {
        return entities;
    }

    /** Whether somebody waits for its commit. */
    boolean awaited() {
        return awaited;
    }

    CompletableFuture<T> done() {
        return done;
    }

    void apply(Rows rows) {
        try {
            result = work.apply(rows);
        } catch (Exception e) {
            throw new Failed(e);
        }
    }

    void complete() {
        done.complete(result);
    }

    void fail(Throwable cause) {
        if (done.completeExceptionally(cause) && !(cause instanceof GantryException)) {
            LOG.error("a change of the records failed", cause);
        }
    }

    /** Carries what a change threw through the transaction's own code. */
    static final class Failed extends RuntimeException {
        Failed(Throwable cause) {
            super(cause);
        }
    }
}
