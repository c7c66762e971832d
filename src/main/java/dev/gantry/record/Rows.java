package dev.gantry.record;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL in the transaction of a change. Each statement is compiled once and kept as long as the connection. */
public final class Rows implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    Rows(Connection connection) {
        this.connection = connection;
    }

    /** Makes a value of the row that a result stands at. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Runs an insert, update or delete; null, numbers, booleans and text are values. Returns how many rows it changed. */
    public int change(String sql, Object... values) throws SQLException {
        return prepared(sql, values).executeUpdate();
    }

    /** The first row of a query. */
    public <T> Optional<T> first(String sql, Reader<T> reader, Object... values) throws SQLException {
        try (var result = prepared(sql, values).executeQuery()) {
            return result.next() ? Optional.of(reader.read(result)) : Optional.empty();
        }
    }

    /** All rows of a query. */
    public <T> List<T> all(String sql, Reader<T> reader, Object... values) throws SQLException {
        var all = new ArrayList<T>();
        try (var result = prepared(sql, values).executeQuery()) {
            while (result.next()) {
                all.add(reader.read(result));
            }
        }
        return all;
    }

    private PreparedStatement prepared(String sql, Object[] values) throws SQLException {
        var statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    @Override
    public void close() throws SQLException {
        for (var statement : statements.values()) {
            statement.close();
        }
    }
}
