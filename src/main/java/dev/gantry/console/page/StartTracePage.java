package dev.gantry.console.page;

import dev.gantry.access.Permission;
import dev.gantry.container.Containers;
import dev.gantry.entry.Requires;
import dev.gantry.event.Events;
import dev.gantry.model.GantryException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Where the time of a container's last start went. */
@Path("/ui/containers/{id}/start")
@Produces("text/html; charset=utf-8")
@RunOnVirtualThread
public class StartTracePage {

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance startTrace(Frame frame, ContainerDetails it, long sequence, int run, List<StartBar> bars);
    }

    @Inject
    Containers containers;

    @Inject
    Events events;

    @Inject
    Frames frames;

    @Inject
    Problems problems;

    @GET
    @Requires(Permission.CONTAINERS_READ)
    public String trace(@PathParam("id") String id) {
        long sequence = events.latest();
        ContainerDetails details = ContainerDetails.of(containers.get(id));
        return containers.startTrace(id)
                .map(trace -> Templates.startTrace(frames.frame("containers"), details, sequence, trace.run(), StartBar.of(trace)))
                .orElseGet(() -> Templates.startTrace(frames.frame("containers"), details, sequence, 0, List.of()))
                .render();
    }

    @ServerExceptionMapper
    public Response failed(GantryException failure) {
        return problems.answer("This start can't be shown", failure);
    }
}
