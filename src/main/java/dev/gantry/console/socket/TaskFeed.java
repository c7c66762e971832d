package dev.gantry.console.socket;

import dev.gantry.console.page.Fragments;
import dev.gantry.console.page.ProgressTable;
import dev.gantry.task.Task;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskProgress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of one task, drawn again while it goes on; the last drawing has its final state. */
final class TaskFeed implements Feed {

    private static final long PERIOD_MILLIS = 150;

    private final Ask ask;
    private final Task<?> task;
    private final Outbox outbox;

    TaskFeed(Ask ask, Task<?> task, Outbox outbox) {
        this.ask = ask;
        this.task = task;
        this.outbox = outbox;
    }

    @Override
    public void run() throws InterruptedException {
        ProgressTable table = new ProgressTable(task.id().shortHex());
        try (TaskProgress progress = task.progress()) {
            for (Optional<TaskEvent> event = progress.next(); event.isPresent(); event = progress.next()) {
                for (Optional<TaskEvent> more = event; more.isPresent(); more = progress.poll()) {
                    table.accept(more.get(), System.nanoTime());
                }
                draw(table);
                Thread.sleep(PERIOD_MILLIS);
            }
        }
        draw(table);
    }

    private void draw(ProgressTable table) throws InterruptedException {
        outbox.send(Map.of("type", "rows", "id", ask.id(), "rows", List.of(List.of("body", Fragments.taskBody(task, table.snapshot(System.nanoTime()))))));
    }
}
