package dev.gantry.task;

import dev.gantry.record.Rows;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.time.Instant;

/** That a task ran, and how it ended. */
@Entity
@Table(name = "task")
public class TaskRow extends PanacheEntityBase {

    private static final long NANOS = 1_000_000_000L;

    @Id
    public String id;

    public String kind;

    public String key;

    public String title;

    public String state;

    @Column(name = "started_nano")
    public long startedNano;

    @Column(name = "finished_nano")
    public Long finishedNano;

    public String error;

    static TaskRow begun(Task<?> task) {
        var row = new TaskRow();
        row.id = task.id().hex();
        row.kind = task.kind();
        row.key = task.key();
        row.title = task.title();
        row.state = TaskState.RUNNING.name();
        row.startedNano = nanos(task.started());
        return row;
    }

    static int ended(Task<?> task) {
        return update("state = ?1, finishedNano = ?2, error = ?3 where id = ?4", task.state().name(), nanos(task.finished().orElseThrow()),
                task.failure().map(Throwable::getMessage).orElse(null), task.id().hex());
    }

    /** Calls every task that runs failed, at its beginning; returns how many there were. */
    static int failRunning(Rows rows, String error) throws SQLException {
        return rows.change("update task set state = ?, error = ?, finished_nano = started_nano where state = ?", TaskState.FAILED.name(), error, TaskState.RUNNING.name());
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * NANOS + time.getNano();
    }
}
