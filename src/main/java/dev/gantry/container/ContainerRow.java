package dev.gantry.container;

import dev.gantry.record.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;

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
