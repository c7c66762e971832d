package dev.gantry.console.page;

import dev.gantry.access.Accounts;
import dev.gantry.access.Audit;
import dev.gantry.access.Permission;
import dev.gantry.access.Principal;
import dev.gantry.access.Role;
import dev.gantry.access.Sessions;
import dev.gantry.entry.Arrival;
import dev.gantry.entry.Open;
import dev.gantry.entry.Requires;
import dev.gantry.entry.SessionCookie;
import dev.gantry.model.GantryException;
import dev.gantry.model.Unauthorized;
import dev.gantry.model.Unavailable;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** Signing in and out. */
@Path("/ui")
@Produces("text/html; charset=utf-8")
@RunOnVirtualThread
public class SignInPage {

    private static final String HOME = "/containers";

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance signIn(String theme, String name, String to, String failure, boolean first);
    }

    @Inject
    Accounts accounts;

    @Inject
    Sessions sessions;

    @Inject
    Audit audit;

    @Inject
    Frames frames;

    @Inject
    RoutingContext context;

    @GET
    @Path("/sign-in")
    @Open
    public Response show(@QueryParam("to") String to) {
        if (Arrival.of(context).principal().isPresent()) {
            return Response.seeOther(URI.create(ownPath(to))).build();
        }
        return page("", ownPath(to), "", Response.Status.OK.getStatusCode());
    }

    @POST
    @Path("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    public Response signIn(@FormParam("name") String name, @FormParam("password") String password, @FormParam("to") String to) {
        String account = Optional.ofNullable(name).orElse("").strip();
        try {
            String token = accounts.signIn(account, Optional.ofNullable(password).orElse(""), context.request().remoteAddress().hostAddress());
            record(account, "signed in");
            return Response.seeOther(URI.create(ownPath(to))).cookie(cookie(token)).build();
        } catch (Unauthorized | Unavailable e) {
            record(account, e.getMessage());
            return page(account, ownPath(to), sentence(e), e instanceof Unauthorized ? 401 : 429);
        }
    }

    @POST
    @Path("/sign-out")
    @Requires(Permission.ACCOUNT_OWN)
    public Response signOut(@CookieParam(SessionCookie.NAME) String token) {
        if (token != null) {
            sessions.end(token);
        }
        return Response.seeOther(URI.create("/sign-in")).cookie(new NewCookie.Builder(cookie("")).maxAge(0).build()).build();
    }

    static NewCookie cookie(String token) {
        return new NewCookie.Builder(SessionCookie.NAME).value(token).path("/").httpOnly(true).sameSite(NewCookie.SameSite.STRICT)
                .maxAge(Math.toIntExact(Sessions.LIFETIME.toSeconds())).build();
    }

    private Response page(String name, String to, String failure, int status) {
        boolean first = accounts.awaitFirstChange();
        return Response.status(status).header("Cache-Control", "no-store").entity(Templates.signIn(frames.theme(), name, to, failure, first).render()).build();
    }

    private void record(String account, String outcome) {
        Arrival arrival = Arrival.of(context);
        audit.record(Principal.session(account.isEmpty() ? "-" : account, Role.VIEWER), arrival.way() + " " + arrival.from(), "account:sign-in", account, outcome);
    }

    private static String sentence(GantryException e) {
        String text = e.getMessage();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    /** Only a path of ours: what follows the sign-in must not lead to another site. */
    private static String ownPath(String to) {
        boolean ours = to != null && to.startsWith("/") && !to.startsWith("//") && to.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\') && !to.startsWith("/sign-");
        try {
            return ours ? URI.create(to).toString() : HOME;
        } catch (IllegalArgumentException e) {
            return HOME;
        }
    }
}
