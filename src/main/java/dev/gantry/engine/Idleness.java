package dev.gantry.engine;

import java.time.Duration;

/** Tells from the processor time that a process has used, asked for again and again, when a time of work is over. */
final class Idleness {

    /** Work enough for the next quiet moment to count. */
    private static final Duration WORK = Duration.ofMillis(500);

    /** What timers and a page that somebody keeps open use between two questions. */
    private static final Duration QUIET = Duration.ofMillis(50);

    private final Duration atBegin;
    private Duration before;

    /** From a process that has used so much. */
    Idleness(Duration used) {
        atBegin = used;
        before = used;
    }

    /** Whether the process, which has used so much by now, has worked since the beginning and hardly since the last question. */
    boolean begins(Duration used) {
        boolean quiet = used.minus(before).compareTo(QUIET) <= 0;
        before = used;
        return quiet && used.minus(atBegin).compareTo(WORK) >= 0;
    }
}
