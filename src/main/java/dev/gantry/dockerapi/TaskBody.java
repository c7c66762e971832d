package dev.gantry.dockerapi;

import dev.gantry.dockerapi.stream.LiveReply;
import dev.gantry.dockerapi.stream.ReplyStream;
import dev.gantry.task.Task;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskProgress;
import java.util.Optional;

/** A task's progress as Docker's lines. A client that goes away gives up its share of the task: nobody else's pull ends by that. */
final class TaskBody implements LiveReply.Body {

    private final Task<?> task;
    private final TaskProgress progress;
    private final Optional<TaskEvent> first;

    /** @param first what of the progress was read already; empty where nothing was */
    TaskBody(Task<?> task, TaskProgress progress, Optional<TaskEvent> first) {
        this.task = task;
        this.progress = progress;
        this.first = first;
    }

    @Override
    public void write(ReplyStream out) throws InterruptedException {
        try (progress) {
            out.whenGone(() -> Thread.startVirtualThread(() -> {
                progress.close();
                task.leave();
            }));
            for (Optional<TaskEvent> next = first.isPresent() ? first : progress.next(); next.isPresent(); next = progress.next()) {
                if (!ProgressLines.write(next.get(), out)) {
                    return;
                }
            }
        }
    }
}
