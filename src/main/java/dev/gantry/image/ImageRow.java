package dev.gantry.image;

import dev.gantry.record.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.util.List;

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

    static List<ImageRow> all(Rows rows) throws SQLException {
        return rows.all("select id, manifest, tagged_nano, retired from image", found -> {
            var row = new ImageRow();
            row.id = found.getString(1);
            row.manifest = found.getString(2);
            row.taggedNano = found.getLong(3);
            row.retired = found.getBoolean(4);
            return row;
        });
    }
}
