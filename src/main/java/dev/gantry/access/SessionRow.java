package dev.gantry.access;

import dev.gantry.record.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.util.List;

/** A signed-in browser. Who reads this table can't sign in with it: the token itself is not kept. */
@Entity
@Table(name = "session")
public class SessionRow extends PanacheEntityBase {

    @Id
    @Column(name = "token_hash")
    public String tokenHash;

    public String account;

    /** Milliseconds since 1970. */
    public long created;

    /** Milliseconds since 1970. */
    public long expires;

    /** From where it was signed in. */
    public String address;

    /** A session with what its account may do. */
    record Live(String tokenHash, String account, String role, long expires) {}

    static List<Live> live(Rows rows) throws SQLException {
        return rows.all("select token_hash, account, role, expires from session join account on account.name = session.account",
                row -> new Live(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)));
    }

    static void deleteExpired(Rows rows, long now) throws SQLException {
        rows.change("delete from session where expires < ?", now);
    }
}
