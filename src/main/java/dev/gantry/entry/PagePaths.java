package dev.gantry.entry;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Tells the console's pages from the Docker API, which has some of the same paths: over TCP {@code /containers/x/logs} is a page, {@code /v1.51/containers/x/logs} the
 * API; over the unix socket both are the API. The resources of the pages have the prefix {@code /ui}, which nobody sees.
 */
public class PagePaths {

    private static final String PREFIX = "/ui";
    private static final Set<String> FIRST_WORDS = Set.of("", "sign-in", "sign-out", "containers", "images", "tasks", "account", "audit");

    /** Leads a request for a page to its resource. */
    @ServerRequestFilter(preMatching = true)
    public void find(ContainerRequestContext request, RoutingContext context) {
        UriInfo uri = request.getUriInfo();
        String path = context.normalizedPath();
        if (Arrival.of(context).way().equals("tcp") && FIRST_WORDS.contains(firstWord(path))) {
            request.setRequestUri(uri.getRequestUriBuilder().replacePath(PREFIX + path).build());
        }
    }

    private static String firstWord(String path) {
        int end = path.indexOf('/', 1);
        return path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
    }
}
