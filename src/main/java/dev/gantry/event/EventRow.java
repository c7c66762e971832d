package dev.gantry.event;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A stored event; the attributes are a JSON object. */
@Entity
@Table(name = "event")
public class EventRow extends PanacheEntityBase {

    @Id
    public long sequence;
    @Column(name = "time_nano")
    public long timeNano;
    public String type;
    public String action;
    public String actor;
    public String attributes;
}
