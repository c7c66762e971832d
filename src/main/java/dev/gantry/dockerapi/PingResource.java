package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.entry.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Whether the engine answers, and which versions it speaks (operations SystemPing and SystemPingHead). */
@Path("/docker/_ping")
@RunOnVirtualThread
public class PingResource {

    @GET
    @Requires(Permission.SYSTEM_READ)
    public Response ping() {
        return head("OK");
    }

    @HEAD
    @Requires(Permission.SYSTEM_READ)
    public Response pingHead() {
        return head("");
    }

    private static Response head(String body) {
        return Response.ok(body.getBytes(StandardCharsets.US_ASCII))
                .type("text/plain; charset=utf-8")
                .header("Cache-Control", "no-cache, no-store, must-revalidate")
                .header("Pragma", "no-cache")
                // The classic builder: BuildKit's sessions are not answered yet.
                .header("Builder-Version", "1")
                .header("Swarm", "inactive")
                .build();
    }
}
