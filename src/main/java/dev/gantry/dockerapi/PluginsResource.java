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

/** Plugins of the engine: there are none, and none can be installed. */
@Path("/docker/plugins")
@RunOnVirtualThread
public class PluginsResource {

    /** Operation PluginList. */
    @GET
    @Requires(Permission.SYSTEM_READ)
    public Response list() {
        return Reply.ok(List.of());
    }

    /** Operation GetPluginPrivileges. */
    @GET
    @Path("privileges")
    @Requires(Permission.SYSTEM_READ)
    public Response privileges() {
        throw notDone();
    }

    /** Operations PluginPull and PluginCreate. */
    @POST
    @Path("{install:pull|create}")
    @Requires(Permission.SYSTEM_READ)
    public Response install() {
        throw notDone();
    }

    /** Operation PluginInspect. */
    @GET
    @Path("{name:.+}/json")
    @Requires(Permission.SYSTEM_READ)
    public Response inspect(@PathParam("name") String name) {
        throw missing(name);
    }

    /** Operation PluginDelete. */
    @DELETE
    @Path("{name:.+}")
    @Requires(Permission.SYSTEM_READ)
    public Response remove(@PathParam("name") String name) {
        throw missing(name);
    }

    /** Operations PluginEnable, PluginDisable, PluginUpgrade, PluginPush and PluginSet. */
    @POST
    @Path("{name:.+}/{action:enable|disable|upgrade|push|set}")
    @Requires(Permission.SYSTEM_READ)
    public Response change(@PathParam("name") String name) {
        throw missing(name);
    }

    private static NotFound missing(String name) {
        return new NotFound("plugin \"" + name + "\" not found");
    }

    private static NotDone notDone() {
        return new NotDone("this engine has no plugins");
    }
}
