package dev.gantry.record;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The changes that wait for the writer, in the order they were handed in. Those that nobody waits for stay a moment, so that they share the next commit that is
 * asked for, and neither wake the writer nor cost one of their own.
 */
final class ChangeQueue {

    /** How many changes share a commit at most, so that nobody waits long for the others. */
    private static final int BATCH = 64;

    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final ArrayDeque<Change<?>> waiting = new ArrayDeque<>();
    private int awaited;
    private boolean ended;

    void add(Change<?> change) {
        lock.lock();
        try {
            waiting.add(change);
            awaited += change.awaited() ? 1 : 0;
            if (change.awaited() || waiting.size() == 1 || waiting.size() == BATCH) {
                news.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What is still there is taken; then {@link #take} answers nothing more. */
    void end() {
        lock.lock();
        try {
            ended = true;
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next changes; an empty list is the end. */
    List<Change<?>> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !ended) {
                news.await();
            }
            for (long left = MOMENT; left > 0 && awaited == 0 && waiting.size() < BATCH && !ended; ) {
                left = news.awaitNanos(left);
            }
            var taken = new ArrayList<Change<?>>();
            while (!waiting.isEmpty() && taken.size() < BATCH) {
                var next = waiting.remove();
                awaited -= next.awaited() ? 1 : 0;
                taken.add(next);
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
