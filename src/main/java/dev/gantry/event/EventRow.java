package dev.gantry.event;

import dev.gantry.record.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.util.Optional;

/** A stored event; the attributes are a JSON object. */
@Entity
@Table(name = "event")
public class EventRow extends PanacheEntityBase {

    private static final String INSERT = "insert into event (sequence, time_nano, type, action, actor, attributes) values (?, ?, ?, ?, ?, ?)";

    @Id
    public long sequence;
    @Column(name = "time_nano")
    public long timeNano;
    public String type;
    public String action;
    public String actor;
    public String attributes;

    void insert(Rows rows) throws SQLException {
        rows.change(INSERT, sequence, timeNano, type, action, actor, attributes);
    }

    /** Where the events end: the number and time of the newest. */
    record End(long sequence, long timeNano) {}

    static Optional<End> end(Rows rows) throws SQLException {
        return rows.first("select sequence, time_nano from event order by sequence desc limit 1", row -> new End(row.getLong(1), row.getLong(2)));
    }

    /** Forgets the events up to this sequence number. */
    static void forget(Rows rows, long sequence) throws SQLException {
        rows.change("delete from event where sequence <= ?", sequence);
    }
}
