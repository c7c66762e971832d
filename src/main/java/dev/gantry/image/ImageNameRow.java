package dev.gantry.image;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A name of an image: with a tag, or with the digest that a registry has it under. */
@Entity
@Table(name = "image_name")
public class ImageNameRow extends PanacheEntityBase {

    /** Canonical: {@code docker.io/library/busybox:latest}, {@code docker.io/library/busybox@sha256:…}. */
    @Id
    public String name;

    public String image;
}
