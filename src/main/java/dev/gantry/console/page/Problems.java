package dev.gantry.console.page;

import dev.gantry.entry.Arrival;
import dev.gantry.model.Conflict;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.Forbidden;
import dev.gantry.model.GantryException;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotDone;
import dev.gantry.model.NotFound;
import dev.gantry.model.Unauthorized;
import dev.gantry.model.Unavailable;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Answers a failed request of the console: as JSON to the page's script, as a page to a browser without it. */
@RequestScoped
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance problem(Frame frame, Problem problem, String back);
    }

    /** What probably was the cause, and what to do. */
    private record Advice(int status, String cause, String next) {}

    @Inject
    Frames frames;

    @Inject
    RoutingContext context;

    Response answer(String title, GantryException failure) {
        Problem problem = problem(title, failure, Arrival.of(context).requestId());
        int status = advice(failure).status;
        if (failure instanceof EngineFailure) {
            LOG.errorf(failure, "request %s: %s", problem.requestId(), problem.title());
        }
        String accept = Optional.ofNullable(context.request().getHeader("Accept")).orElse("");
        if (accept.contains(MediaType.TEXT_HTML)) {
            String page = Templates.problem(frames.frame(""), problem, "/containers").render();
            return Response.status(status).type("text/html; charset=utf-8").entity(page).build();
        }
        return Response.status(status).type(MediaType.APPLICATION_JSON).entity(problem).build();
    }

    static Problem problem(String title, GantryException failure, String requestId) {
        Advice advice = advice(failure);
        return new Problem(title, failure.getMessage(), advice.cause, advice.next, requestId);
    }

    private static Advice advice(GantryException failure) {
        return switch (failure) {
            case NotFound e -> new Advice(404, "It was removed meanwhile, or the name is misspelt.", "Check the name in the list.");
            case Conflict e -> new Advice(409, "Something else has the name, or the state does not allow it.", "Look at its present state, then choose another name or end what is in the way.");
            case InvalidRequest e -> new Advice(400, "A value has a form that the engine does not take.", "Mend the value that the message names.");
            case Unauthorized e -> new Advice(401, "The session has ended, or a registry wants credentials.", "Sign in, or check the reference.");
            case Forbidden e -> new Advice(403, "Your role does not have the permission.", "Ask an administrator.");
            case NotDone e -> new Advice(501, "This version can't do that.", "Leave the option out.");
            case Unavailable e -> new Advice(503, "The other side does not answer at the moment.", "Try again in a little while.");
            case EngineFailure e -> new Advice(500, "The engine or the kernel could not do it.", "The engine's log has more under the request's number.");
        };
    }
}
