package dev.gantry.entry;

import dev.gantry.access.Access;
import dev.gantry.access.Audit;
import dev.gantry.access.Permission;
import dev.gantry.access.Principal;
import dev.gantry.model.Forbidden;
import dev.gantry.model.Unauthorized;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
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

    @ServerRequestFilter
    public void check(ResourceInfo resource, RoutingContext context) {
        Method method = resource.getResourceMethod();
        Requires requires = method.getAnnotation(Requires.class);
        Arrival arrival = Arrival.of(context);
        if (requires == null) {
            if (!method.isAnnotationPresent(Open.class)) {
                throw new Forbidden("permission denied: no permission is laid down for " + method.getDeclaringClass().getSimpleName() + "." + method.getName());
            }
            arrival.principal().ifPresent(caller::is);
            return;
        }
        Principal principal = arrival.principal().orElseThrow(() -> new Unauthorized("sign in first: the request carries no valid session"));
        context.put(USED, requires.value());
        access.require(principal, requires.value());
        caller.is(principal);
    }

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
