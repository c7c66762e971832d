package dev.gantry.task;

import dev.gantry.task.TaskEvent.LayerProgress;
import dev.gantry.task.TaskEvent.Phase;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The progress of one task, as a late reader needs it: everything that was said, but of a layer's phase only the newest. So it stays small however
 * often a download reports, and a slow reader misses nothing but steps in between.
 */
final class Journal {

    private record Step(String layer, Phase phase) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final TreeMap<Long, TaskEvent> entries = new TreeMap<>();
    private final Map<Step, Long> newest = new HashMap<>();
    private long last;
    private boolean ended;

    void add(TaskEvent event) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            last++;
            if (event instanceof LayerProgress progress) {
                Long before = newest.put(new Step(progress.layer(), progress.phase()), last);
                if (before != null) {
                    entries.remove(before);
                }
            }
            entries.put(last, event);
            ended = event instanceof TaskEvent.Finished || event instanceof TaskEvent.Failed;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The first entry after {@code position}, waiting for one; null once the last was read or {@code closed} says so. */
    Map.Entry<Long, TaskEvent> after(long position, TaskProgress reader) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                var entry = entries.higherEntry(position);
                if (entry != null) {
                    return entry;
                }
                if (ended || reader.isClosed()) {
                    return null;
                }
                grown.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first entry after {@code position}, null where there is none yet. */
    Map.Entry<Long, TaskEvent> now(long position) {
        lock.lock();
        try {
            return entries.higherEntry(position);
        } finally {
            lock.unlock();
        }
    }

    void wakeReaders() {
        lock.lock();
        try {
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
