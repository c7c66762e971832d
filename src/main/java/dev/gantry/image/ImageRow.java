package dev.gantry.image;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** That an image is here; what it says of itself is in its configuration and manifest in the store. */
@Entity
@Table(name = "image")
public class ImageRow extends PanacheEntityBase {

    @Id
    public String id;

    public String manifest;

    @Column(name = "tagged_nano")
    public long taggedNano;

    /** Removed by force, and kept without a name for the stopped containers that need its layers. */
    public boolean retired;
}
