package dev.gantry.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

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
}
