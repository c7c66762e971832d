package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.container.Containers;
import dev.gantry.container.StartTrace;
import dev.gantry.dockerapi.wire.TraceReply;
import dev.gantry.entry.Requires;
import dev.gantry.model.NotFound;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/** Where the time of a container's last start went; Docker has no such operation. */
@Path("/docker")
@RunOnVirtualThread
public class TraceResource {

    @Inject
    Containers containers;

    /** 404 for a container that was never started. */
    @GET
    @Path("containers/{id}/start-trace")
    @Requires(Permission.CONTAINERS_READ)
    public Response trace(@PathParam("id") String id) {
        StartTrace trace = containers.startTrace(id).orElseThrow(() -> new NotFound("No trace of a start of container " + id + ": it was never started"));
        return Reply.ok(new TraceReply(trace.run(), trace.steps().stream()
                .map(step -> new TraceReply.Step(step.side().name().toLowerCase(Locale.ROOT), step.name(), step.micros()))
                .toList()));
    }
}
