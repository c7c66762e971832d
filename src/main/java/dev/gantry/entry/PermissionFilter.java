package dev.gantry.entry;

import dev.gantry.access.Access;
import dev.gantry.access.Audit;
import dev.gantry.access.Permission;
import dev.gantry.access.Principal;
import dev.gantry.model.Unauthorized;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Asks the one permission check before a resource method is called, and audits the use of a permission that changes something, with the outcome. A method
 * that says neither {@link Requires} nor {@link Open} is refused.
 */
public class PermissionFilter {

    private static final String USED = PermissionFilter.class.getName() + ".used";

    @Inject
    Access access;

    @Inject
    Audit audit;

    @Inject
    Caller caller;

    /** Returns nothing where the call may go on. */
    @ServerRequestFilter
    public Response check(ResourceInfo resource, RoutingContext context) {
        Method method = resource.getResourceMethod();
        Requires requires = method.getAnnotation(Requires.class);
        Arrival arrival = Arrival.of(context);
        if (requires == null) {
            if (!method.isAnnotationPresent(Open.class)) {
                // Answered here: nothing of a method that nobody has thought about is relied on.
                String message = "permission denied: no permission is laid down for " + method.getDeclaringClass().getSimpleName() + "." + method.getName();
                return Response.status(Response.Status.FORBIDDEN).type(MediaType.APPLICATION_JSON).entity(Map.of("message", message)).build();
            }
            arrival.principal().ifPresent(caller::is);
            return null;
        }
        Principal principal = arrival.principal().orElseThrow(() -> new Unauthorized("sign in first: the request carries no valid session"));
        context.put(USED, requires.value());
        access.require(principal, requires.value());
        caller.is(principal);
        return null;
    }

    /** Hands a row to the audit trail where a permission was used that changes something. */
    @ServerResponseFilter
    public void record(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        Permission used = context.get(USED);
        if (used != null && used.isChange()) {
            Arrival arrival = Arrival.of(context);
            String target = request.getMethod() + " " + context.request().uri();
            audit.record(arrival.principal().orElseThrow(), arrival.way() + " " + arrival.from(), used.verb(), target, Integer.toString(response.getStatus()));
        }
    }
}
