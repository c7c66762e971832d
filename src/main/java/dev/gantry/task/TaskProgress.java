package dev.gantry.task;

import java.util.Optional;

/** One reader of a task's progress: first what was said before, then what comes. For one thread; {@link #close} may come from another. */
public final class TaskProgress implements AutoCloseable {

    private final Journal journal;
    private long position;
    private volatile boolean closed;

    TaskProgress(Journal journal) {
        this.journal = journal;
    }

    /** The next event, waiting for it; empty after the last one and once this reader is closed. */
    public Optional<TaskEvent> next() throws InterruptedException {
        var entry = journal.after(position, this);
        if (entry == null) {
            return Optional.empty();
        }
        position = entry.getKey();
        return Optional.of(entry.getValue());
    }

    /** The next event that is there already, without waiting; empty where there is none yet. */
    public Optional<TaskEvent> poll() {
        var entry = journal.now(position);
        if (entry == null) {
            return Optional.empty();
        }
        position = entry.getKey();
        return Optional.of(entry.getValue());
    }

    /** Ends a waiting {@link #next}. */
    @Override
    public void close() {
        closed = true;
        journal.wakeReaders();
    }

    boolean isClosed() {
        return closed;
    }
}
