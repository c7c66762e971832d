package dev.gantry.container;

import dev.gantry.record.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A stored container; config, args and start_trace are JSON. Written by plain SQL, since every step of every container is a change. */
@Entity
@Table(name = "container")
public class ContainerRow extends PanacheEntityBase {

    private static final String INSERT = """
            insert into container (name, run, status, exit_code, oom_killed, error, started_nano, finished_nano, restart_count, stopped_by_user, id, image, config, args, created_nano)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
            update container set name = ?, run = ?, status = ?, exit_code = ?, oom_killed = ?, error = ?, started_nano = ?, finished_nano = ?, restart_count = ?, stopped_by_user = ?
            where id = ?""";
    private static final String SELECT = """
            select id, name, image, config, args, created_nano, run, status, exit_code, oom_killed, error, started_nano, finished_nano, restart_count, stopped_by_user
            from container""";
    private static final String DELETE = "delete from container where id = ?";

    @Id
    public String id;
    public String name;
    public String image;
    public String config;
    public String args;
    @Column(name = "created_nano")
    public long createdNano;
    public int run;
    public String status;
    @Column(name = "exit_code")
    public int exitCode;
    @Column(name = "oom_killed")
    public boolean oomKilled;
    public String error;
    @Column(name = "started_nano")
    public Long startedNano;
    @Column(name = "finished_nano")
    public Long finishedNano;
    @Column(name = "restart_count")
    public int restartCount;
    @Column(name = "stopped_by_user")
    public boolean stoppedByUser;
    @Column(name = "start_trace")
    public String startTrace;

    /** All of them, without their traces. */
    static List<ContainerRow> all(Rows rows) throws SQLException {
        return rows.all(SELECT, ContainerRow::of);
    }

    private static ContainerRow of(ResultSet found) throws SQLException {
        var row = new ContainerRow();
        row.id = found.getString("id");
        row.name = found.getString("name");
        row.image = found.getString("image");
        row.config = found.getString("config");
        row.args = found.getString("args");
        row.createdNano = found.getLong("created_nano");
        row.run = found.getInt("run");
        row.status = found.getString("status");
        row.exitCode = found.getInt("exit_code");
        row.oomKilled = found.getBoolean("oom_killed");
        row.error = found.getString("error");
        row.startedNano = number(found, "started_nano");
        row.finishedNano = number(found, "finished_nano");
        row.restartCount = found.getInt("restart_count");
        row.stoppedByUser = found.getBoolean("stopped_by_user");
        return row;
    }

    private static Long number(ResultSet found, String column) throws SQLException {
        long value = found.getLong(column);
        return found.wasNull() ? null : value;
    }

    void insert(Rows rows) throws SQLException {
        rows.change(INSERT, name, run, status, exitCode, oomKilled, error, startedNano, finishedNano, restartCount, stoppedByUser, id, image, config, args, createdNano);
    }

    /** Stores what changes in a container's life; nothing where it is removed. */
    void update(Rows rows) throws SQLException {
        rows.change(UPDATE, name, run, status, exitCode, oomKilled, error, startedNano, finishedNano, restartCount, stoppedByUser, id);
    }

    static void updateTrace(Rows rows, String id, String trace) throws SQLException {
        rows.change("update container set start_trace = ? where id = ?", trace, id);
    }

    static void updateConfig(Rows rows, String id, String config) throws SQLException {
        rows.change("update container set config = ? where id = ?", config, id);
    }

    static void delete(Rows rows, String id) throws SQLException {
        rows.change(DELETE, id);
    }
}
