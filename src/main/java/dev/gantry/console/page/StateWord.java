package dev.gantry.console.page;

import dev.gantry.container.ContainerState;
import dev.gantry.task.Task;
import java.util.Locale;

/**
 * A state as people see it: one of four colours, a word, and what there is to add.
 *
 * @param colour {@code running}, {@code stopped}, {@code failing} or {@code working}
 * @param detail may be empty
 */
public record StateWord(String colour, String word, String detail) {

    private static final String RUNNING = "running";
    private static final String STOPPED = "stopped";
    private static final String FAILING = "failing";
    private static final String WORKING = "working";
    private static final int KILLED = 128 + 9;
    private static final int TERMINATED = 128 + 15;

    /** A container that is no more; its log may still be. */
    public static final StateWord REMOVED = new StateWord(STOPPED, "removed", "This container has been removed; its log stays.");

    static StateWord of(ContainerState state) {
        return switch (state.status()) {
            case RUNNING -> new StateWord(RUNNING, "running", state.startedAt().map(time -> "started " + Shown.ago(time)).orElse(""));
            case PAUSED -> new StateWord(STOPPED, "paused", "");
            case RESTARTING -> new StateWord(WORKING, "restarting", "");
            case REMOVING -> new StateWord(WORKING, "removing", "");
            case CREATED -> state.error().isEmpty() ? new StateWord(STOPPED, "created", "") : new StateWord(FAILING, "not started", state.error());
            case DEAD -> new StateWord(FAILING, "dead", state.error());
            case EXITED -> exited(state);
        };
    }

    static StateWord of(Task<?> task) {
        return switch (task.state()) {
            case RUNNING -> new StateWord(WORKING, "running", "");
            case DONE -> new StateWord(RUNNING, "done", "");
            case FAILED -> new StateWord(FAILING, "failed", task.failure().map(Throwable::getMessage).orElse(""));
            case CANCELLED -> new StateWord(STOPPED, "cancelled", "");
        };
    }

    private static StateWord exited(ContainerState state) {
        String when = state.finishedAt().map(time -> " " + Shown.ago(time)).orElse("");
        if (state.oomKilled()) {
            return new StateWord(FAILING, "out of memory", "ended with exit code " + state.exitCode() + when + ": a process needed more memory than the limit");
        }
        int code = state.exitCode();
        if (code == 0) {
            return new StateWord(STOPPED, "exited", "ended with exit code 0" + when);
        }
        // Someone stopped it: that is no failure.
        boolean stopped = code == TERMINATED || code == KILLED;
        String how = stopped ? "stopped by " + (code == KILLED ? "SIGKILL" : "SIGTERM") + when : "ended with exit code " + code + when;
        return new StateWord(stopped ? STOPPED : FAILING, "exit " + code, state.error().isEmpty() ? how : how + ": " + state.error());
    }

    /** Whether a filter's word is this state. */
    boolean is(String filter) {
        return colour.equals(filter.toLowerCase(Locale.ROOT));
    }
}
