package dev.gantry.console.page;

import dev.gantry.access.Permission;
import dev.gantry.container.Containers;
import dev.gantry.entry.Requires;
import dev.gantry.model.GantryException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the buttons beside a container do. */
@Path("/ui/containers/{id}")
@RunOnVirtualThread
public class ContainerActions {

    @Inject
    Containers containers;

    @Inject
    Answers answers;

    @Inject
    Problems problems;

    @Inject
    RoutingContext context;

    @POST
    @Path("/start")
    @Requires(Permission.CONTAINERS_START)
    public Response start(@PathParam("id") String id) {
        containers.start(id);
        return answers.stay("/containers/" + id);
    }

    @POST
    @Path("/stop")
    @Requires(Permission.CONTAINERS_STOP)
    public Response stop(@PathParam("id") String id) {
        containers.stop(id, OptionalInt.empty(), Optional.empty());
        return answers.stay("/containers/" + id);
    }

    @POST
    @Path("/restart")
    @Requires(Permission.CONTAINERS_STOP)
    public Response restart(@PathParam("id") String id) {
        containers.restart(id, OptionalInt.empty(), Optional.empty());
        return answers.stay("/containers/" + id);
    }

    @POST
    @Path("/remove")
    @Requires(Permission.CONTAINERS_DELETE)
    public Response remove(@PathParam("id") String id) {
        containers.remove(id, true, true);
        return answers.stay("/containers");
    }

    @ServerExceptionMapper
    public Response failed(GantryException failure) {
        String path = context.request().path();
        return problems.answer("Could not " + path.substring(path.lastIndexOf('/') + 1) + " the container", failure);
    }
}
