package dev.gantry.console.page;

import dev.gantry.access.Accounts;
import dev.gantry.access.Permission;
import dev.gantry.entry.Caller;
import dev.gantry.entry.Requires;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.Unavailable;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** One's own account: the password. */
@Path("/ui/account")
@Produces("text/html; charset=utf-8")
@RunOnVirtualThread
public class AccountPage {

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance account(Frame frame, boolean done, String failure);
    }

    @Inject
    Accounts accounts;

    @Inject
    Caller caller;

    @Inject
    Frames frames;

    @Inject
    RoutingContext context;

    @GET
    @Requires(Permission.SYSTEM_READ)
    public String show(@QueryParam("done") boolean done) {
        return Templates.account(frames.frame("account"), done, "").render();
    }

    @POST
    @Path("/password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Requires(Permission.ACCOUNT_OWN)
    public Response change(@FormParam("current") String current, @FormParam("wanted") String wanted, @FormParam("again") String again) {
        try {
            if (current == null || wanted == null || !wanted.equals(again)) {
                throw new InvalidRequest("the two new passwords are not the same");
            }
            String token = accounts.changePassword(caller.principal(), current, wanted, context.request().remoteAddress().hostAddress());
            return Response.seeOther(URI.create("/account?done=true")).cookie(SignInPage.cookie(token)).build();
        } catch (InvalidRequest | Unavailable e) {
            String page = Templates.account(frames.frame("account"), false, "Not changed: " + e.getMessage() + ".").render();
            return Response.status(400).entity(page).build();
        }
    }
}
