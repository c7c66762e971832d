package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.container.AttachRequest;
import dev.gantry.container.Attachment;
import dev.gantry.container.ContainerView;
import dev.gantry.container.Containers;
import dev.gantry.dockerapi.stream.AttachSession;
import dev.gantry.dockerapi.stream.DetachKeys;
import dev.gantry.dockerapi.stream.LiveReply;
import dev.gantry.dockerapi.stream.LogBody;
import dev.gantry.dockerapi.stream.RawReply;
import dev.gantry.entry.Requires;
import dev.gantry.log.LogReader;
import dev.gantry.log.LogStore;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotDone;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** A container's streams: attach and logs. */
@Path("/docker")
@RunOnVirtualThread
public class StreamsResource {

    @Inject
    Containers containers;

    @Inject
    LogStore logs;

    /** Operation ContainerAttach. */
    @POST
    @Path("containers/{id}/attach")
    @Requires(Permission.CONTAINERS_ATTACH)
    public Response attach(@PathParam("id") String id, @Context UriInfo uri, @Context RoutingContext context) {
        Query query = new Query(uri);
        DetachKeys keys = DetachKeys.parse(query.text("detachKeys"));
        boolean input = query.flag("stdin") && query.flag("stream");
        Attachment attachment = containers.attach(id, new AttachRequest(query.flag("stdin"), query.flag("stdout"), query.flag("stderr"), query.flag("logs"),
                query.flag("stream")));
        return RawReply.of(context, StreamType.ofConnection(context, attachment.tty()), new AttachSession(attachment, input, keys), attachment::close);
    }

    /** Operation ContainerLogs. */
    @GET
    @Path("containers/{id}/logs")
    @Requires(Permission.CONTAINERS_LOGS)
    public Response logs(@PathParam("id") String id, @Context UriInfo uri, @Context RoutingContext context) {
        Query query = new Query(uri);
        ContainerView container = containers.get(id);
        if (!query.flag("stdout") && !query.flag("stderr")) {
            throw new InvalidRequest("Bad parameters: you must choose at least one stream");
        }
        if (container.config().log().type().equals("none")) {
            throw new NotDone("configured logging driver does not support reading");
        }
        boolean tty = container.config().stdio().tty();
        LogReader reader = logs.read(container.id(), LogParameters.query(query));
        return LiveReply.of(context, StreamType.ofLog(context, tty), new LogBody(reader, !tty, query.flag("timestamps"), query.flag("details")));
    }
}
