package dev.gantry.console.page;

import dev.gantry.task.Task;
import dev.gantry.task.TaskState;
import java.time.Duration;
import java.time.Instant;

/**
 * A task in a list and at the head of its page.
 *
 * @param then where to go when it is done, and {@code thenText} what the link says; empty while there is nowhere
 */
public record TaskRow(String id, String title, StateWord state, boolean running, String started, String startedText, String took, String then, String thenText) {

    /** As it is now. */
    public static TaskRow of(Task<?> task) {
        boolean running = task.state() == TaskState.RUNNING;
        Duration span = Duration.between(task.started(), task.finished().orElseGet(Instant::now));
        boolean done = task.state() == TaskState.DONE;
        boolean ran = done && task.kind().equals(RunPage.TASK);
        boolean pulled = done && task.kind().equals(dev.gantry.distribution.Pulls.KIND);
        return new TaskRow(task.id().hex(), title(task), StateWord.of(task), running, task.started().toString(), Shown.ago(task.started()), took(span),
                ran ? "/containers/" + result(task) + "/logs" : pulled ? "/images" : "", ran ? "To the container" : pulled ? "To the images" : "");
    }

    private static String title(Task<?> task) {
        String title = task.title();
        return Character.toUpperCase(title.charAt(0)) + title.substring(1);
    }

    private static String took(Duration span) {
        return span.toSeconds() < 10 ? String.format(java.util.Locale.ROOT, "%.1f s", span.toMillis() / 1000.0) : Shown.span(span);
    }

    private static Object result(Task<?> task) {
        try {
            return task.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
