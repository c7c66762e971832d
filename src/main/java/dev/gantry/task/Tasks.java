package dev.gantry.task;

import dev.gantry.config.StartOrder;
import dev.gantry.model.ObjectId;
import dev.gantry.record.DbWriter;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tasks of this engine: those that run and the last hundred that ended, in memory with their progress; every one has a row in the database, which outlives the engine. */
@ApplicationScoped
public class Tasks {

    private static final int KEPT = 100;

    private static final String CUT_OFF = "the engine ended while the task ran";

    private record Key(String kind, String key) {}

    private final DbWriter writer;

    private final Map<Key, Task<?>> running = new HashMap<>();
    private final Deque<Task<?>> ended = new ArrayDeque<>();

    @Inject
    Tasks(DbWriter writer) {
        this.writer = writer;
    }

    /** What ran when the engine last ended did not end well. */
    void start(@Observes @Priority(StartOrder.RECORDS + 10) StartupEvent started) {
        writer.write(rows -> TaskRow.failRunning(rows, CUT_OFF));
    }

    /** Starts work, or joins the running task of the same kind and key, whose result must be of the same type. One that is over, or that nobody wants any more, is not joined: what it did may be out of date. */
    @SuppressWarnings("unchecked")
    public <T> Task<T> submit(String kind, String key, String title, TaskWork<T> work) {
        var name = new Key(kind, key);
        Task<T> task;
        synchronized (running) {
            var same = running.get(name);
            if (same != null && same.join()) {
                return (Task<T>) same;
            }
            task = new Task<>(kind, key, title);
            running.put(name, task);
        }
        writer.later(() -> {
            TaskRow.begun(task).persist();
            return null;
        });
        Thread.ofVirtual().name("task " + title).start(() -> {
            task.run(work);
            writer.later(() -> TaskRow.ended(task));
            retire(name, task);
        });
        return task;
    }

    /** The task of this id, if it runs or ended not long ago. */
    public Optional<Task<?>> get(ObjectId id) {
        return list().stream().filter(task -> task.id().equals(id)).findFirst();
    }

    /** Running tasks and the last that ended, newest first. */
    public List<Task<?>> list() {
        synchronized (running) {
            var all = new ArrayList<Task<?>>(running.values());
            all.addAll(ended);
            all.sort(Comparator.<Task<?>, java.time.Instant>comparing(Task::started).reversed());
            return all;
        }
    }

    private void retire(Key name, Task<?> task) {
        synchronized (running) {
            running.remove(name, task);
            ended.addFirst(task);
            if (ended.size() > KEPT) {
                ended.removeLast();
            }
        }
    }
}
