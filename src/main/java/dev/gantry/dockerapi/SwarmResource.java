package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.entry.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Everything about swarms, answered as by an engine that is in none: nodes, services, tasks, secrets, configs. */
@Path("/docker/{kind:swarm|nodes|services|tasks|secrets|configs}{rest:(/.*)?}")
@RunOnVirtualThread
public class SwarmResource {

    private static final String NO_MANAGER =
            "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again.";

    @GET
    @Requires(Permission.SYSTEM_READ)
    public Response get() {
        return Reply.error(503, NO_MANAGER);
    }

    @POST
    @Requires(Permission.SYSTEM_READ)
    public Response post() {
        return Reply.error(503, NO_MANAGER);
    }

    @DELETE
    @Requires(Permission.SYSTEM_READ)
    public Response delete() {
        return Reply.error(503, NO_MANAGER);
    }
}
