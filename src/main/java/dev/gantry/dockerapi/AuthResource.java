package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.distribution.SignIns;
import dev.gantry.dockerapi.wire.AuthConfig;
import dev.gantry.dockerapi.wire.AuthStatus;
import dev.gantry.entry.Requires;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Trying a registry's credentials, for {@code docker login}. */
@Path("/docker")
@RunOnVirtualThread
public class AuthResource {

    @Inject
    SignIns signIns;

    /** Operation SystemAuth. */
    @POST
    @Path("auth")
    @Requires(Permission.REGISTRY_SIGN_IN)
    public Response auth(InputStream body, @Context HttpHeaders headers) throws InterruptedException {
        AuthConfig config = Body.required(body, headers, AuthConfig.class);
        String server = config.serverAddress() == null ? "" : config.serverAddress();
        String identity = signIns.signIn(server, RegistryAuthHeader.auth(config)).orElse("");
        return Reply.ok(new AuthStatus(identity, "Login Succeeded"));
    }
}
