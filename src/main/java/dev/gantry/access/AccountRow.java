package dev.gantry.access;

import dev.gantry.record.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;

/** Someone who may sign in to the console. */
@Entity
@Table(name = "account")
public class AccountRow extends PanacheEntityBase {

    @Id
    public String name;

    /** As {@link Passwords} writes it; never the password. */
    public String password;

    public String role;

    /** Milliseconds since 1970. */
    public long created;

    /** Milliseconds since 1970; null while the password is the one that the engine made up. */
    @Column(name = "password_changed")
    public Long passwordChanged;

    /** Whether there is any. */
    static boolean exist(Rows rows) throws SQLException {
        return rows.first("select 1 from account limit 1", one -> true).isPresent();
    }
}
