package dev.gantry.console.page;

import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes a second over the last three seconds. For one thread. */
final class Rate {

    private static final long WINDOW_NANOS = 3_000_000_000L;
    private static final long SHORTEST_NANOS = 200_000_000L;
    private static final double NANOS = 1e9;

    private record Sample(long time, long bytes) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private long sum;
    private long began = Long.MIN_VALUE;

    void add(long now, long bytes) {
        if (began == Long.MIN_VALUE) {
            began = now;
        }
        if (bytes > 0) {
            samples.addLast(new Sample(now, bytes));
            sum += bytes;
        }
        forget(now);
    }

    double perSecond(long now) {
        forget(now);
        long span = Math.min(WINDOW_NANOS, now - began);
        return began == Long.MIN_VALUE || span < SHORTEST_NANOS ? 0 : sum * NANOS / span;
    }

    private void forget(long now) {
        while (!samples.isEmpty() && now - samples.getFirst().time > WINDOW_NANOS) {
            sum -= samples.removeFirst().bytes;
        }
    }
}
