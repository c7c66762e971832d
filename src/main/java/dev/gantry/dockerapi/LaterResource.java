package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.container.Containers;
import dev.gantry.entry.Requires;
import dev.gantry.image.Images;
import dev.gantry.model.NotDone;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Operations that are known and not done yet: they say so (501) instead of hiding behind "page not found". */
@Path("/docker")
@RunOnVirtualThread
public class LaterResource {

    @Inject
    Containers containers;

    @Inject
    Images images;

    @GET
    @Path("containers/{id}/{what:stats|changes|export|archive}")
    @Requires(Permission.CONTAINERS_READ)
    public Response read(@PathParam("id") String id, @PathParam("what") String what) {
        containers.get(id);
        throw notDone(what);
    }

    @HEAD
    @Path("containers/{id}/archive")
    @Requires(Permission.CONTAINERS_READ)
    public Response statPath(@PathParam("id") String id) {
        containers.get(id);
        throw notDone("archive");
    }

    @PUT
    @Path("containers/{id}/archive")
    @Requires(Permission.CONTAINERS_UPDATE)
    public Response putArchive(@PathParam("id") String id) {
        containers.get(id);
        throw notDone("archive");
    }

    @GET
    @Path("containers/{id}/attach/ws")
    @Requires(Permission.CONTAINERS_ATTACH)
    public Response attachByWebSocket(@PathParam("id") String id) {
        containers.get(id);
        throw notDone("attach by WebSocket");
    }

    @GET
    @Path("images/{name:.+}/get")
    @Requires(Permission.IMAGES_READ)
    public Response save(@PathParam("name") String name) {
        images.get(name);
        throw notDone("save");
    }

    @GET
    @Path("images/{what:get|search}")
    @Requires(Permission.IMAGES_READ)
    public Response images(@PathParam("what") String what) {
        throw notDone("images/" + what);
    }

    @GET
    @Path("distribution/{name:.+}/json")
    @Requires(Permission.IMAGES_READ)
    public Response distribution(@PathParam("name") String name) {
        throw notDone("distribution");
    }

    @POST
    @Path("{what:build|commit|session|grpc}")
    @Requires(Permission.IMAGES_LOAD)
    public Response build(@PathParam("what") String what) {
        throw notDone(what);
    }

    @POST
    @Path("build/{what:prune|cancel}")
    @Requires(Permission.IMAGES_DELETE)
    public Response buildCache(@PathParam("what") String what) {
        throw notDone("build/" + what);
    }

    private static NotDone notDone(String what) {
        return new NotDone("this engine does not do \"" + what + "\" yet");
    }
}
