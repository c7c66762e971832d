package dev.gantry.record;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The writer's own connection, for transactions that touch no entity. They need neither a transaction manager nor a persistence context, which together take
 * ten times as long as the database.
 */
final class RowTransactions implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RowTransactions.class);

    /** Said by ourselves: without auto-commit the driver would begin the next transaction, and hold the database's lock, right after a commit. */
    private static final String BEGIN = "begin immediate";
    private static final String COMMIT = "commit";
    private static final String ROLLBACK = "rollback";

    private final DataSource source;
    private Connection connection;
    private Rows rows;

    RowTransactions(DataSource source) {
        this.source = source;
    }

    /** What a transaction consists of. */
    @FunctionalInterface
    interface Work {
        void run(Rows rows) throws SQLException;
    }

    /** Runs the work and commits; whatever fails undoes all of it. */
    void run(Work work) throws SQLException {
        if (connection == null) {
            connection = source.getConnection();
            rows = new Rows(connection);
        }
        rows.change(BEGIN);
        try {
            work.run(rows);
            rows.change(COMMIT);
        } catch (SQLException | RuntimeException e) {
            undo();
            throw e;
        }
    }

    /** A connection that can't even be rolled back is given up; the next transaction takes another. */
    private void undo() {
        try {
            rows.change(ROLLBACK);
        } catch (SQLException e) {
            LOG.error("a transaction could not be rolled back", e);
            close();
        }
    }

    @Override
    public void close() {
        if (connection == null) {
            return;
        }
        try (var ended = connection; var statements = rows) {
            connection = null;
            rows = null;
        } catch (SQLException e) {
            LOG.warn("the writer's connection could not be closed", e);
        }
    }
}
