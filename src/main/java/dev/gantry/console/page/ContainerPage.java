package dev.gantry.console.page;

import dev.gantry.access.Permission;
import dev.gantry.container.Containers;
import dev.gantry.entry.Requires;
import dev.gantry.event.Events;
import dev.gantry.model.GantryException;
import dev.gantry.model.NotFound;
import dev.gantry.model.ObjectId;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** One container: what is known of it, and its output. The output's address works after the container is gone. */
@Path("/ui/containers/{id}")
@Produces("text/html; charset=utf-8")
@RunOnVirtualThread
public class ContainerPage {

    private static final Pattern WHOLE_ID = Pattern.compile("[a-f0-9]{64}");

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance container(Frame frame, ContainerDetails it, long sequence);

        static native TemplateInstance logs(Frame frame, ContainerDetails it, long sequence, LogPart part, String line);
    }

    @Inject
    Containers containers;

    @Inject
    LogParts logParts;

    @Inject
    Events events;

    @Inject
    Frames frames;

    @Inject
    Problems problems;

    @GET
    @Requires(Permission.CONTAINERS_READ)
    public String overview(@PathParam("id") String id) {
        long sequence = events.latest();
        return Templates.container(frames.frame("containers"), ContainerDetails.of(containers.get(id)), sequence).render();
    }

    @GET
    @Path("/logs")
    @Requires(Permission.CONTAINERS_LOGS)
    public String logs(@PathParam("id") String id, @QueryParam("line") Optional<Long> line) throws InterruptedException {
        long sequence = events.latest();
        ContainerDetails details = details(id);
        ObjectId container = new ObjectId(details.id());
        LogPart part = line.isPresent() ? logParts.around(container, line.get()) : logParts.last(container);
        return Templates.logs(frames.frame("containers"), details, sequence, part, line.map(String::valueOf).orElse("")).render();
    }

    /** The lines before a cursor, in the rows of the socket's protocol. */
    @GET
    @Path("/lines")
    @Produces(MediaType.APPLICATION_JSON)
    @Requires(Permission.CONTAINERS_LOGS)
    public List<List<Object>> linesBefore(@PathParam("id") ObjectIdText id, @QueryParam("before") long before) throws InterruptedException {
        return logParts.rowsBefore(id.id(), before);
    }

    /** One line, longer than lists show it. */
    @GET
    @Path("/lines/{cursor}")
    @Produces("text/plain; charset=utf-8")
    @Requires(Permission.CONTAINERS_LOGS)
    public String wholeLine(@PathParam("id") ObjectIdText id, @PathParam("cursor") long cursor) throws InterruptedException {
        return logParts.whole(id.id(), cursor);
    }

    @ServerExceptionMapper
    public Response failed(GantryException failure) {
        return problems.answer("This container can't be shown", failure);
    }

    private ContainerDetails details(String id) {
        try {
            return ContainerDetails.of(containers.get(id));
        } catch (NotFound e) {
            if (WHOLE_ID.matcher(id).matches()) {
                return ContainerDetails.removed(id);
            }
            throw e;
        }
    }
}
