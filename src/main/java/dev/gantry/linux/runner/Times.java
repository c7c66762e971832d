package dev.gantry.linux.runner;

import java.time.Instant;

/** Times as the runner writes them. */
final class Times {
    private static final long SECOND = 1_000_000_000L;

    private Times() {
    }

    /** Nanoseconds since 1970. */
    static Instant ofNanos(long nanos) {
        return Instant.ofEpochSecond(nanos / SECOND, nanos % SECOND);
    }
}
