package dev.gantry.record;

import dev.gantry.model.EngineFailure;
import dev.gantry.model.GantryException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The one thread that speaks to the database. Changes run in the order they were handed in, each in a transaction; those that wait together share one, and are run
 * again one by one if it fails. A change therefore does nothing but database work, and may be run twice.
 *
 * <p>A change is either of entities (Panache) or of rows ({@link Rows}), which is what every container's life is written by, and a starting
 * engine reads by: it takes a tenth of the time.
 */
@ApplicationScoped
public class DbWriter {

    private static final Logger LOG = Logger.getLogger(DbWriter.class);

    private final DataSource source;
    private final RowTransactions rowTransactions;
    private final ChangeQueue changes = new ChangeQueue();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Thread thread;
    /** Those of the running transaction if that is one of rows; touched by the writer's thread only. */
    private Rows present;

    public DbWriter(DataSource source) {
        this.source = source;
        this.rowTransactions = new RowTransactions(source);
        thread = Thread.ofPlatform().name("db-writer").daemon().start(this::run);
    }

    /** Runs the change in a transaction on the writer's thread and waits for its commit; what it throws comes out here and nothing is changed. */
    public <T> T write(Callable<T> change) {
        if (!onWriter()) {
            return await(Change.ofEntities(nothing -> change.call(), true));
        }
        if (present != null) {
            throw new IllegalStateException("a change of rows can't change entities");
        }
        return direct(nothing -> change.call(), null);
    }

    /** The same for a change without a result. */
    public void write(Runnable change) {
        write(() -> {
            change.run();
            return null;
        });
    }

    /** The same for a change of rows; inside of another change it is part of that one. */
    public <T> T write(RowChange<T> change) {
        return onWriter() ? inside(change) : await(Change.ofRows(change::apply, true));
    }

    /**
     * Hands in a change without waiting; it keeps its place before all later ones and is committed within some milliseconds. The future completes after the
     * commit.
     */
    public <T> CompletableFuture<T> later(Callable<T> change) {
        return handIn(Change.ofEntities(nothing -> change.call(), false));
    }

    /** The same for a change of rows. */
    public <T> CompletableFuture<T> later(RowChange<T> change) {
        return handIn(Change.ofRows(change::apply, false));
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
        changes.end();
        thread.join();
        rowTransactions.close();
    }

    private <T> CompletableFuture<T> handIn(Change<T> change) {
        changes.add(change);
        return change.done();
    }

    private <T> T await(Change<T> change) {
        try {
            return handIn(change).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof GantryException known ? known
                    : new EngineFailure("the engine's records could not be read or written: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private void run() {
        try {
            for (var batch = changes.take(); !batch.isEmpty(); batch = changes.take()) {
                for (int from = 0, to; from < batch.size(); from = to) {
                    to = endOfKind(batch, from);
                    carryOut(batch.subList(from, to));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Changes of one kind that follow each other share a transaction. */
    private static int endOfKind(List<Change<?>> batch, int from) {
        int to = from + 1;
        while (to < batch.size() && batch.get(to).entities() == batch.get(from).entities()) {
            to++;
        }
        return to;
    }

    private void carryOut(List<Change<?>> work) {
        if (!together(work)) {
            work.forEach(one -> together(List.of(one)));
        }
    }

    /** Whether the transaction of these changes is over for good: committed, or the failure of a single one told to whoever waits. */
    private boolean together(List<Change<?>> work) {
        afterCommit.clear();
        try {
            transaction(work);
        } catch (SQLException | RuntimeException e) {
            if (work.size() > 1) {
                return false;
            }
            work.getFirst().fail(e.getCause() instanceof Change.Failed failed ? failed.getCause() : e instanceof Change.Failed ? e.getCause() : e);
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

    private void transaction(List<Change<?>> work) throws SQLException {
        if (work.getFirst().entities()) {
            QuarkusTransaction.requiringNew().run(() -> work.forEach(change -> change.apply(null)));
            return;
        }
        rowTransactions.run(rows -> {
            present = rows;
            try {
                work.forEach(change -> change.apply(rows));
            } finally {
                present = null;
            }
        });
    }

    /** Rows changed by a change of entities go by the connection of its transaction. */
    private <T> T inside(RowChange<T> change) {
        if (present != null) {
            return direct(change::apply, present);
        }
        try (var connection = source.getConnection(); var rows = new Rows(connection)) {
            return direct(change::apply, rows);
        } catch (SQLException e) {
            throw new Change.Failed(e);
        }
    }

    private static <T> T direct(Change.Work<T> change, Rows rows) {
        try {
            return change.apply(rows);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new Change.Failed(e);
        }
    }
}
