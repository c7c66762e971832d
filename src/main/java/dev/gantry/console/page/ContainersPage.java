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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The list of containers, newest first, a hundred at a time. */
@Path("/ui")
@Produces("text/html; charset=utf-8")
@RunOnVirtualThread
public class ContainersPage {

    private static final int PAGE = 100;

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance containers(Frame frame, ContainerFilter filter, List<ContainerRow> rows, long sequence, String older);
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
    @Requires(Permission.CONTAINERS_LIST)
    public Response home() {
        return Response.seeOther(URI.create("/containers")).build();
    }

    @GET
    @Path("/containers")
    @Requires(Permission.CONTAINERS_LIST)
    public String show(@QueryParam("q") String text, @QueryParam("state") String state, @QueryParam("before") String before) {
        ContainerFilter filter = new ContainerFilter(text, state);
        // Before the list is read: what changes after it comes again as an event, which does no harm.
        long sequence = events.latest();
        List<ContainerRow> rows = containers.list().stream()
                .map(ContainerRow::of)
                .filter(filter::shows)
                .dropWhile(row -> before != null && !row.id().equals(before))
                .skip(before == null ? 0 : 1)
                .limit(PAGE + 1)
                .toList();
        boolean more = rows.size() > PAGE;
        List<ContainerRow> shown = more ? rows.subList(0, PAGE) : rows;
        return Templates.containers(frames.frame("containers"), filter, shown, sequence, more ? older(filter, shown.getLast()) : "").render();
    }

    @ServerExceptionMapper
    public Response failed(GantryException failure) {
        return problems.answer("The containers can't be listed", failure);
    }

    private static String older(ContainerFilter filter, ContainerRow last) {
        return "/containers?before=" + last.id() + (filter.text().isEmpty() ? "" : "&q=" + Shown.encoded(filter.text()))
                + (filter.state().equals("all") ? "" : "&state=" + filter.state());
    }
}
