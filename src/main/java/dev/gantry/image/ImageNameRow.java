package dev.gantry.image;

import dev.gantry.record.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.util.List;

/** A name of an image: with a tag, or with the digest that a registry has it under. */
@Entity
@Table(name = "image_name")
public class ImageNameRow extends PanacheEntityBase {

    /** Canonical: {@code docker.io/library/busybox:latest}, {@code docker.io/library/busybox@sha256:…}. */
    @Id
    public String name;

    public String image;

    static List<ImageNameRow> all(Rows rows) throws SQLException {
        return rows.all("select name, image from image_name", found -> {
            var row = new ImageNameRow();
            row.name = found.getString(1);
            row.image = found.getString(2);
            return row;
        });
    }
}
