package dev.gantry.access;

import dev.gantry.record.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.util.Optional;

/** One row of the audit trail. Its hash covers the hash of the row before, so that a row can't be changed or taken out unseen. */
@Entity
@Table(name = "audit")
public class AuditRow extends PanacheEntityBase {

    private static final String INSERT = "insert into audit (sequence, time, principal, kind, way, action, target, outcome, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String NEWEST = "select sequence, hash from audit order by sequence desc limit 1";

    @Id
    public long sequence;

    /** Milliseconds since 1970. */
    public long time;

    public String principal;
    public String kind;
    public String way;
    public String action;
    public String target;
    public String outcome;
    public String hash;

    /** Where the trail ends: the number and hash of its last row. */
    record End(long sequence, String hash) {}

    static Optional<End> end(Rows rows) throws SQLException {
        return rows.first(NEWEST, row -> new End(row.getLong(1), row.getString(2)));
    }

    void insert(Rows rows) throws SQLException {
        rows.change(INSERT, sequence, time, principal, kind, way, action, target, outcome, hash);
    }
}
