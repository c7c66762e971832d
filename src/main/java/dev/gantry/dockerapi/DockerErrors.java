package dev.gantry.dockerapi;

import dev.gantry.model.Conflict;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.Forbidden;
import dev.gantry.model.GantryException;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotDone;
import dev.gantry.model.NotFound;
import dev.gantry.model.Unauthorized;
import dev.gantry.model.Unavailable;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever a resource method throws into Docker's {@code {"message": …}} and its status. */
public class DockerErrors {

    private static final Logger LOG = Logger.getLogger(DockerErrors.class);
    private static final int LAST_CLIENT_ERROR = 499;

    /** The status that Docker answers with for this kind of failure. */
    static int status(GantryException failure) {
        return switch (failure) {
            case NotFound e -> 404;
            case Conflict e -> 409;
            case InvalidRequest e -> 400;
            case Unauthorized e -> 401;
            case Forbidden e -> 403;
            case NotDone e -> 501;
            case Unavailable e -> 503;
            case EngineFailure e -> 500;
        };
    }

    @ServerExceptionMapper
    public Response known(GantryException failure) {
        if (failure instanceof EngineFailure) {
            LOG.warn(failure.getMessage());
            LOG.debug("where it came from", failure);
        }
        return Reply.error(status(failure), failure.getMessage());
    }

    /** No resource has this path or method: to Docker both are a page that isn't found. Other surfaces keep their own answer. */
    @ServerExceptionMapper
    public Response unrouted(WebApplicationException failure, RoutingContext context) {
        Response own = failure.getResponse();
        if (!VersionFilter.isDocker(context)) {
            return own;
        }
        int status = own.getStatus();
        if (status == 404 || status == 405) {
            return Reply.error(404, Reply.PAGE_NOT_FOUND);
        }
        return Reply.error(status, status <= LAST_CLIENT_ERROR ? String.valueOf(failure.getMessage()) : "the request failed: " + failure.getMessage());
    }

    @ServerExceptionMapper
    public Response unexpected(RuntimeException failure, RoutingContext context) {
        LOG.errorf(failure, "%s %s failed", context.request().method(), context.request().path());
        return Reply.error(500, failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }
}
