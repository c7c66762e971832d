package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.container.Containers;
import dev.gantry.dockerapi.wire.UpdateReply;
import dev.gantry.dockerapi.wire.UpdateRequest;
import dev.gantry.entry.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;

/** What is done to a container's cgroups while it runs: pause, unpause, update. */
@Path("/docker")
@RunOnVirtualThread
public class PauseResource {

    @Inject
    Containers containers;

    /** Operation ContainerPause. */
    @POST
    @Path("containers/{id}/pause")
    @Requires(Permission.CONTAINERS_UPDATE)
    public Response pause(@PathParam("id") String id) {
        containers.pause(id);
        return Reply.done();
    }

    /** Operation ContainerUnpause. */
    @POST
    @Path("containers/{id}/unpause")
    @Requires(Permission.CONTAINERS_UPDATE)
    public Response unpause(@PathParam("id") String id) {
        containers.unpause(id);
        return Reply.done();
    }

    /** Operation ContainerUpdate. */
    @POST
    @Path("containers/{id}/update")
    @Requires(Permission.CONTAINERS_UPDATE)
    public Response update(@PathParam("id") String id, InputStream body, @Context HttpHeaders headers) {
        UpdateRequest request = Body.required(body, headers, UpdateRequest.class);
        var restart = request.restartPolicy;
        boolean unnamed = restart == null || ContainerDecoder.string(restart.name()).isEmpty();
        return Reply.ok(new UpdateReply(containers.update(id, ResourceCodec.decode(request),
                unnamed ? Optional.empty() : Optional.of(ContainerDecoder.restart(restart)))));
    }
}
