package dev.gantry.linux.runner;

import dev.gantry.linux.Errno;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.spec.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Everyone in this engine who waits for one container's log to grow. The monitor keeps one position for each connection, so it is asked for
 * the smallest.
 */
final class LogWatches {
    private static final Comparator<LogPosition> ORDER = Comparator.comparingLong(LogPosition::segment).thenComparingLong(LogPosition::offset);

    private final List<Waiter> waiters = new ArrayList<>();
    private LogPosition newest = new LogPosition(0, 0, 0);
    private boolean over;

    private record Waiter(LogPosition beyond, CompletableFuture<LogPosition> future) {
    }

    /** {@code ask} sends a WATCH; it is called only where the monitor does not watch for this position already. */
    CompletableFuture<LogPosition> add(long segment, long offset, Consumer<Fields> ask) {
        Waiter waiter = new Waiter(new LogPosition(segment, offset, 0), new CompletableFuture<>());
        synchronized (this) {
            if (over) {
                waiter.future().completeExceptionally(ended());
                return waiter.future();
            }
            if (ORDER.compare(newest, waiter.beyond()) > 0) {
                waiter.future().complete(newest);
                return waiter.future();
            }
            boolean first = waiters.stream().allMatch(other -> ORDER.compare(waiter.beyond(), other.beyond()) < 0);
            waiters.add(waiter);
            if (!first) {
                return waiter.future();
            }
        }
        if (!isAsked(ask, waiter.beyond())) {
            synchronized (this) {
                waiters.remove(waiter);
            }
            waiter.future().completeExceptionally(ended());
        }
        return waiter.future();
    }

    /** The log is this long now: wakes whom that is enough for, and asks again for the others. */
    void progress(LogPosition position, Consumer<Fields> ask) {
        List<Waiter> woken = new ArrayList<>();
        LogPosition next;
        synchronized (this) {
            newest = position;
            waiters.removeIf(waiter -> ORDER.compare(position, waiter.beyond()) > 0 && woken.add(waiter));
            next = waiters.stream().map(Waiter::beyond).min(ORDER).orElse(null);
        }
        if (next != null) {
            // Where this fails the monitor has gone, and end() follows for those who are left.
            isAsked(ask, next);
        }
        woken.forEach(waiter -> waiter.future().complete(position));
    }

    void end() {
        List<Waiter> left;
        synchronized (this) {
            over = true;
            left = List.copyOf(waiters);
            waiters.clear();
        }
        left.forEach(waiter -> waiter.future().completeExceptionally(ended()));
    }

    /** False where the monitor has gone; the words it left are still to be read, so this must not end the connection. */
    private static boolean isAsked(Consumer<Fields> ask, LogPosition beyond) {
        try {
            ask.accept(fields(beyond));
            return true;
        } catch (KernelException gone) {
            return false;
        }
    }

    private static Fields fields(LogPosition beyond) {
        return new Fields().u64(Tag.SEGMENT, beyond.segment()).u64(Tag.OFFSET, beyond.offset());
    }

    private static KernelException ended() {
        return new KernelException("watch", "the log of a monitor that has ended", Errno.EPIPE);
    }
}
