package dev.gantry.console.socket;

import dev.gantry.console.page.Fragments;
import dev.gantry.task.Task;
import dev.gantry.task.TaskState;
import dev.gantry.task.Tasks;
import java.util.List;
import java.util.Map;

/** How many tasks run, and for the page of the tasks their rows. Tasks have no events; looking at the few there are twice a second costs next to nothing. */
final class TasksFeed implements Feed {

    private static final long PERIOD_MILLIS = 500;

    private final Ask ask;
    private final Tasks tasks;
    private final Outbox outbox;

    TasksFeed(Ask ask, Tasks tasks, Outbox outbox) {
        this.ask = ask;
        this.tasks = tasks;
        this.outbox = outbox;
    }

    @Override
    public void run() throws InterruptedException {
        boolean withRows = ask.filter().containsKey("rows");
        Object before = null;
        while (true) {
            List<Task<?>> all = tasks.list();
            List<List<String>> rows = withRows ? all.stream().map(task -> List.of(task.id().hex(), Fragments.taskRow(task))).toList() : List.of();
            long running = all.stream().filter(task -> task.state() == TaskState.RUNNING).count();
            Map<String, Object> message = Map.of("type", "rows", "id", ask.id(), "all", true, "running", running, "rows", rows);
            if (!message.equals(before)) {
                outbox.send(message);
                before = message;
            }
            Thread.sleep(PERIOD_MILLIS);
        }
    }
}
