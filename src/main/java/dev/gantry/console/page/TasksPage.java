package dev.gantry.console.page;

import dev.gantry.access.Permission;
import dev.gantry.entry.Requires;
import dev.gantry.model.GantryException;
import dev.gantry.model.NotFound;
import dev.gantry.task.Task;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskProgress;
import dev.gantry.task.Tasks;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The tasks: the list, one with its progress, cancelling. */
@Path("/ui/tasks")
@RunOnVirtualThread
public class TasksPage {

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance tasks(Frame frame, List<TaskRow> rows);

        static native TemplateInstance task(Frame frame, TaskRow row, Progress progress);
    }

    @Inject
    Tasks tasks;

    @Inject
    Frames frames;

    @Inject
    Answers answers;

    @Inject
    Problems problems;

    @GET
    @Produces("text/html; charset=utf-8")
    @Requires(Permission.TASKS_READ)
    public String list() {
        return Templates.tasks(frames.frame("tasks"), tasks.list().stream().map(TaskRow::of).toList()).render();
    }

    @GET
    @Path("/{id}")
    @Produces("text/html; charset=utf-8")
    @Requires(Permission.TASKS_READ)
    public String show(@PathParam("id") ObjectIdText id) {
        Task<?> task = task(id);
        ProgressTable table = new ProgressTable(task.id().shortHex());
        try (TaskProgress progress = task.progress()) {
            for (Optional<TaskEvent> event = progress.poll(); event.isPresent(); event = progress.poll()) {
                table.accept(event.get(), System.nanoTime());
            }
        }
        return Templates.task(frames.frame("tasks"), TaskRow.of(task), table.snapshot(System.nanoTime())).render();
    }

    @POST
    @Path("/{id}/cancel")
    @Requires(Permission.TASKS_CANCEL)
    public Response cancel(@PathParam("id") ObjectIdText id) {
        task(id).cancel();
        return answers.stay("/tasks/" + id.id());
    }

    @ServerExceptionMapper
    public Response failed(GantryException failure) {
        return problems.answer("This task can't be shown", failure);
    }

    private Task<?> task(ObjectIdText id) {
        return tasks.get(id.id()).orElseThrow(() -> new NotFound("No such task: " + id.id().shortHex()));
    }
}
