package dev.gantry.console.page;

import dev.gantry.container.ContainerState;
import dev.gantry.task.Task;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A state as people see it: one of four colours, a word, and what there is to add.
 *
 * @param colour {@code running}, {@code stopped}, {@code failing} or {@code working}
 * @param detail may be empty
 * @param since when it came to this, an ISO instant, and {@code sinceText} how long ago; empty where that is not known
 */
public record StateWord(String colour, String word, String detail, String since, String sinceText) {

    private static final String RUNNING = "running";
    private static final String STOPPED = "stopped";
    private static final String FAILING = "failing";
    private static final String WORKING = "working";
    private static final int KILLED = 128 + 9;
    private static final int TERMINATED = 128 + 15;

    /** A container that is no more; its log may still be. */
    public static final StateWord REMOVED = plain(STOPPED, "removed", "This container has been removed; its log stays.");

    static StateWord of(ContainerState state) {
        return switch (state.status()) {
            case RUNNING -> at(state.startedAt(), RUNNING, "running", "started");
            case PAUSED -> plain(STOPPED, "paused", "");
            case RESTARTING -> plain(WORKING, "restarting", "");
            case REMOVING -> plain(WORKING, "removing", "");
            case CREATED -> state.error().isEmpty() ? plain(STOPPED, "created", "") : plain(FAILING, "not started", state.error());
            case DEAD -> plain(FAILING, "dead", state.error());
            case EXITED -> exited(state);
        };
    }

    static StateWord of(Task<?> task) {
        return switch (task.state()) {
            case RUNNING -> plain(WORKING, "running", "");
            case DONE -> plain(RUNNING, "done", "");
            case FAILED -> plain(FAILING, "failed", task.failure().map(Throwable::getMessage).orElse(""));
            case CANCELLED -> plain(STOPPED, "cancelled", "");
        };
    }

    private static StateWord exited(ContainerState state) {
        int code = state.exitCode();
        if (state.oomKilled()) {
            return at(state.finishedAt(), FAILING, "out of memory", "exit code " + code + ": a process needed more memory than the limit,");
        }
        // Someone stopped it: that is no failure.
        boolean stopped = code == TERMINATED || code == KILLED;
        String how = stopped ? "stopped by " + (code == KILLED ? "SIGKILL" : "SIGTERM") : "ended with exit code " + code;
        return at(state.finishedAt(), code == 0 || stopped ? STOPPED : FAILING, code == 0 ? "exited" : "exit " + code,
                state.error().isEmpty() ? how : how + ": " + state.error() + ",");
    }

    private static StateWord plain(String colour, String word, String detail) {
        return new StateWord(colour, word, detail, "", "");
    }

    private static StateWord at(Optional<Instant> time, String colour, String word, String detail) {
        return new StateWord(colour, word, detail, time.map(Instant::toString).orElse(""), time.map(Shown::ago).orElse(""));
    }

    /** Whether a filter's word is this state. */
    boolean is(String filter) {
        return colour.equals(filter.toLowerCase(Locale.ROOT));
    }
}
