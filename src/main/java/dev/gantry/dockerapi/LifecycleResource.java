package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.container.ContainerExit;
import dev.gantry.container.Containers;
import dev.gantry.container.WaitCondition;
import dev.gantry.dockerapi.stream.LiveReply;
import dev.gantry.dockerapi.stream.ReplyStream;
import dev.gantry.dockerapi.wire.WaitReply;
import dev.gantry.entry.Arrival;
import dev.gantry.entry.Requires;
import dev.gantry.model.InvalidRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What happens to a container in its life: start, stop, kill, wait and so on. */
@Path("/docker")
@RunOnVirtualThread
public class LifecycleResource {

    @Inject
    Containers containers;

    /** Operation ContainerStart. */
    @POST
    @Path("containers/{id}/start")
    @Requires(Permission.CONTAINERS_START)
    public Response start(@PathParam("id") String id, @Context RoutingContext context) {
        return containers.start(id, Arrival.of(context).at()) ? Reply.done() : Response.notModified().build();
    }

    /** Operation ContainerStop. */
    @POST
    @Path("containers/{id}/stop")
    @Requires(Permission.CONTAINERS_STOP)
    public Response stop(@PathParam("id") String id, @Context UriInfo uri) {
        Query query = new Query(uri);
        return containers.stop(id, query.number("t"), query.optional("signal")) ? Reply.done() : Response.notModified().build();
    }

    /** Operation ContainerRestart. */
    @POST
    @Path("containers/{id}/restart")
    @Requires(Permission.CONTAINERS_START)
    public Response restart(@PathParam("id") String id, @Context UriInfo uri) {
        Query query = new Query(uri);
        containers.restart(id, query.number("t"), query.optional("signal"));
        return Reply.done();
    }

    /** Operation ContainerKill. */
    @POST
    @Path("containers/{id}/kill")
    @Requires(Permission.CONTAINERS_STOP)
    public Response kill(@PathParam("id") String id, @Context UriInfo uri) {
        containers.kill(id, new Query(uri).optional("signal"));
        return Reply.done();
    }

    /** Operation ContainerRename. */
    @POST
    @Path("containers/{id}/rename")
    @Requires(Permission.CONTAINERS_UPDATE)
    public Response rename(@PathParam("id") String id, @Context UriInfo uri) {
        String name = new Query(uri).text("name");
        if (name.isEmpty()) {
            throw new InvalidRequest("Neither old nor new names may be empty");
        }
        containers.rename(id, name.startsWith("/") ? name.substring(1) : name);
        return Reply.done();
    }

    /** Operation ContainerResize. */
    @POST
    @Path("containers/{id}/resize")
    @Requires(Permission.CONTAINERS_RESIZE)
    public Response resize(@PathParam("id") String id, @Context UriInfo uri) {
        Query query = new Query(uri);
        containers.resize(id, query.requiredNumber("h"), query.requiredNumber("w"));
        return Reply.empty(200);
    }

    /** Operation ContainerWait: the head is sent at once, so that a client knows that it won't miss the exit. */
    @POST
    @Path("containers/{id}/wait")
    @Requires(Permission.CONTAINERS_READ)
    public Response waitFor(@PathParam("id") String id, @Context UriInfo uri, @Context RoutingContext context) {
        CompletableFuture<ContainerExit> exit = containers.wait(id, condition(new Query(uri).text("condition")));
        return LiveReply.of(context, "application/json", out -> awaitExit(exit, out));
    }

    private static void awaitExit(CompletableFuture<ContainerExit> exit, ReplyStream out) throws InterruptedException {
        out.whenGone(() -> exit.cancel(false));
        try {
            ContainerExit result = exit.get();
            out.write(Json.bytes(new WaitReply(result.error().map(WaitReply.Error::new).orElse(null), result.exitCode())));
        } catch (CancellationException e) {
            // The client has gone: nobody is left to answer.
        } catch (ExecutionException e) {
            out.write(Json.bytes(new WaitReply(new WaitReply.Error(String.valueOf(e.getCause().getMessage())), -1)));
        }
    }

    private static WaitCondition condition(String text) {
        return switch (text) {
            case "", "not-running" -> WaitCondition.NOT_RUNNING;
            case "next-exit" -> WaitCondition.NEXT_EXIT;
            case "removed" -> WaitCondition.REMOVED;
            default -> throw new InvalidRequest("invalid condition: \"" + text + "\"");
        };
    }
}
