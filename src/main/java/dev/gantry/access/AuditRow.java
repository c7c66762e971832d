package dev.gantry.access;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One row of the audit trail. Its hash covers the hash of the row before, so that a row can't be changed or taken out unseen. */
@Entity
@Table(name = "audit")
public class AuditRow extends PanacheEntityBase {

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
}
