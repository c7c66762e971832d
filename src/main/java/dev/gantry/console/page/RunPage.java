package dev.gantry.console.page;

import dev.gantry.access.Access;
import dev.gantry.access.Permission;
import dev.gantry.container.Containers;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.distribution.Pulled;
import dev.gantry.distribution.Pulls;
import dev.gantry.entry.Caller;
import dev.gantry.entry.Requires;
import dev.gantry.image.Images;
import dev.gantry.model.GantryException;
import dev.gantry.model.ObjectId;
import dev.gantry.model.Reference;
import dev.gantry.task.Task;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskProgress;
import dev.gantry.task.Tasks;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Runs a container from an image; one that is not here is pulled first, as a task that goes on to run it. */
@Path("/ui/containers/run")
@RunOnVirtualThread
public class RunPage {

    /** The kind of the tasks that pull and then run; their result is the container's id. */
    static final String TASK = "run";

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance run(Frame frame, String image, List<String> images);
    }

    @Inject
    Containers containers;

    @Inject
    Images images;

    @Inject
    Pulls pulls;

    @Inject
    Tasks tasks;

    @Inject
    Access access;

    @Inject
    Caller caller;

    @Inject
    Frames frames;

    @Inject
    Answers answers;

    @Inject
    Problems problems;

    @GET
    @Produces("text/html; charset=utf-8")
    @Requires(Permission.CONTAINERS_CREATE)
    public String show(@QueryParam("image") String image) {
        List<String> names = images.list().stream().flatMap(known -> known.tags().stream()).map(Reference::familiar).toList();
        return Templates.run(frames.frame("containers"), image == null ? "" : image, names).render();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.CONTAINERS_CREATE)
    public Response run(@BeanParam RunForm form) {
        access.require(caller.principal(), Permission.CONTAINERS_START);
        if (form.isUnsafe()) {
            access.require(caller.principal(), Permission.CONTAINERS_CREATE_UNSAFE);
        }
        ContainerConfig config = form.config();
        Optional<String> name = form.containerName();
        if (images.find(config.image()).isPresent()) {
            return answers.goTo("/containers/" + createAndStart(config, name) + "/logs");
        }
        Reference reference = form.reference();
        access.require(caller.principal(), Permission.IMAGES_PULL);
        // A key of its own: two people who run the same image want two containers.
        Task<ObjectId> task = tasks.submit(TASK, ObjectId.random().hex(), "Run " + reference.familiar(), progress -> {
            pull(reference, progress);
            progress.accept(new TaskEvent.Status("", "Creating the container"));
            return createAndStart(config, name);
        });
        return answers.goTo("/tasks/" + task.id());
    }

    @ServerExceptionMapper
    public Response failed(GantryException failure) {
        return problems.answer("Could not run the container", failure);
    }

    private ObjectId createAndStart(ContainerConfig config, Optional<String> name) {
        ObjectId id = containers.create(config, name).id();
        containers.start(id.hex());
        return id;
    }

    private void pull(Reference reference, Consumer<TaskEvent> progress) throws InterruptedException {
        Task<Pulled> pull = pulls.pull(reference, Optional.empty(), Optional.empty(), false);
        boolean over = false;
        try (TaskProgress events = pull.progress()) {
            for (Optional<TaskEvent> event = events.next(); event.isPresent(); event = events.next()) {
                switch (event.get()) {
                    case TaskEvent.Status status -> progress.accept(status);
                    case TaskEvent.LayerProgress layer -> progress.accept(layer);
                    case TaskEvent.Pushed pushed -> progress.accept(pushed);
                    case TaskEvent.Finished finished -> over = true;
                    case TaskEvent.Failed failed -> over = true;
                }
            }
            pull.await();
        } finally {
            if (!over) {
                pull.leave();
            }
        }
    }
}
