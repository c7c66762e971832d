package dev.gantry.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

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
}
