package dev.gantry.task;

import dev.gantry.model.ObjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tasks of this engine: those that run and the last hundred that ended. */
@ApplicationScoped
public class Tasks {

    private static final int KEPT = 100;

    private record Key(String kind, String key) {}

    private final Map<Key, Task<?>> running = new HashMap<>();
    private final Deque<Task<?>> ended = new ArrayDeque<>();

    /** Starts work, or joins the running task of the same kind and key, whose result must be of the same type. */
    @SuppressWarnings("unchecked")
    public <T> Task<T> submit(String kind, String key, String title, TaskWork<T> work) {
        var name = new Key(kind, key);
        Task<T> task;
        synchronized (running) {
            var same = running.get(name);
            if (same != null) {
                same.join();
                return (Task<T>) same;
            }
            task = new Task<>(kind, key, title);
            running.put(name, task);
        }
        Thread.ofVirtual().name("task " + title).start(() -> {
            task.run(work);
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
            running.remove(name);
            ended.addFirst(task);
            if (ended.size() > KEPT) {
                ended.removeLast();
            }
        }
    }
}
