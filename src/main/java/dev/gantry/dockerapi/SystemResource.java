package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.entry.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What the engine is and what it has (operations SystemVersion, SystemInfo, SystemDataUsage). */
@Path("/docker")
@RunOnVirtualThread
public class SystemResource {

    @Inject
    SystemFacts facts;

    @Inject
    DiskUsage diskUsage;

    @GET
    @Path("version")
    @Requires(Permission.SYSTEM_READ)
    public Response version() {
        return Reply.ok(facts.version());
    }

    @GET
    @Path("info")
    @Requires(Permission.SYSTEM_READ)
    public Response info() {
        return Reply.ok(facts.info());
    }

    @GET
    @Path("system/df")
    @Requires(Permission.SYSTEM_READ)
    public Response diskUsage() {
        return Reply.ok(diskUsage.measure());
    }
}
