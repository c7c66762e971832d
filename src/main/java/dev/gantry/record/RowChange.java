package dev.gantry.record;

import java.sql.SQLException;

/** A change made by plain SQL, for what is written in every container's life; everything else uses entities. */
@FunctionalInterface
public interface RowChange<T> {

    T apply(Rows rows) throws SQLException;
}
