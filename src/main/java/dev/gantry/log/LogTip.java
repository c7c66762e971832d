package dev.gantry.log;

import dev.gantry.linux.runner.LogPosition;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Where a container's log grows: how far it is known to be, and whether its run goes on. All readers of a container share one question to its monitor.
 */
final class LogTip {

    /** Asks once to be told when the log is longer. */
    @FunctionalInterface
    interface Watch {
        CompletableFuture<LogPosition> longerThan(long segment, long offset);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private Watch watch;
    private boolean asked;
    private long segment;
    private long offset;
    private int started;
    private int ended;
    private boolean removed;

    void begin(int run, Watch monitor) {
        change(() -> {
            started = run;
            // An engine's record counts every run; only its monitor tells that the last of them goes on.
            ended = Math.min(ended, run - 1);
            watch = monitor;
            asked = false;
        });
    }

    void end(int run) {
        change(() -> {
            started = Math.max(started, run);
            ended = Math.max(ended, run);
            watch = null;
            asked = false;
        });
    }

    void remove() {
        change(() -> {
            removed = true;
            watch = null;
        });
    }

    void wake() {
        change(() -> {});
    }

    /** The run that a follower of the present one waits for; one that has ended where none runs. */
    int run() {
        lock.lock();
        try {
            return started;
        } finally {
            lock.unlock();
        }
    }

    boolean over(int run) {
        lock.lock();
        try {
            return removed || ended >= run;
        } finally {
            lock.unlock();
        }
    }

    boolean removed() {
        lock.lock();
        try {
            return removed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the log may be longer than this, or a run begins or ends, or {@link #wake}; at most so many nanoseconds. True where it is known to be longer
     * already.
     */
    boolean await(long atSegment, long atOffset, BooleanSupplier enough, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (enough.getAsBoolean()) {
                return false;
            }
            if (longer(atSegment, atOffset)) {
                return true;
            }
            if (watch != null && !asked) {
                asked = true;
                var asking = watch;
                watch.longerThan(Math.max(segment, atSegment), segment > atSegment ? offset : Math.max(offset, atOffset))
                        .whenComplete((position, failure) -> told(asking, position));
                if (longer(atSegment, atOffset)) {
                    return false;
                }
            }
            news.awaitNanos(nanos);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean longer(long thanSegment, long thanOffset) {
        return segment > thanSegment || segment == thanSegment && offset > thanOffset;
    }

    private void told(Watch asking, LogPosition position) {
        change(() -> {
            if (watch != asking) {
                return;
            }
            if (position == null) {
                watch = null;
                return;
            }
            asked = false;
            segment = position.segment();
            offset = position.offset();
        });
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A wait that no time ends. */
    static final long FOR_EVER = TimeUnit.DAYS.toNanos(365);
}
