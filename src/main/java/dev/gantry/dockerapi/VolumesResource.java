package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.entry.Requires;
import dev.gantry.model.NotDone;
import dev.gantry.model.NotFound;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** Named volumes: there are none yet. */
@Path("/docker/volumes")
@RunOnVirtualThread
public class VolumesResource {

    /** Operation VolumeList. */
    @GET
    @Requires(Permission.VOLUMES_LIST)
    public Response list() {
        return Reply.ok(Map.of("Volumes", List.of(), "Warnings", List.of()));
    }

    /** Operation VolumeInspect. */
    @GET
    @Path("{name}")
    @Requires(Permission.VOLUMES_LIST)
    public Response inspect(@PathParam("name") String name) {
        throw missing(name);
    }

    /** Operation VolumeCreate. */
    @POST
    @Path("create")
    @Requires(Permission.VOLUMES_LIST)
    public Response create() {
        throw new NotDone("named volumes are not done yet: bind a directory of the host, or use a tmpfs");
    }

    /** Operation VolumeDelete. */
    @DELETE
    @Path("{name}")
    @Requires(Permission.VOLUMES_LIST)
    public Response remove(@PathParam("name") String name) {
        throw missing(name);
    }

    /** Operation VolumePrune. */
    @POST
    @Path("prune")
    @Requires(Permission.VOLUMES_LIST)
    public Response prune() {
        return Reply.ok(Map.of("VolumesDeleted", List.of(), "SpaceReclaimed", 0));
    }

    private static NotFound missing(String name) {
        return new NotFound("get " + name + ": no such volume");
    }
}
