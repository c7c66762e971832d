package dev.gantry.dockerapi;

import dev.gantry.entry.Arrival;
import dev.gantry.model.InvalidRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Tells the Docker API's requests from the others and takes the version off their path: {@code /v1.41/containers/json} becomes
 * {@code /docker/containers/json}. On the unix socket all requests are the Docker API's; over TCP, where the console has the same short paths, those
 * with a version and the two that a client asks before it knows one.
 */
public class VersionFilter {

    /** Where the resource classes are; no request may name it from outside. */
    static final String ROOT = "/docker";

    /** The registry's paths are neither's. */
    private static final String REGISTRY = "/v2";

    private static final Pattern VERSIONED = Pattern.compile("/v(\\d[^/]*)(/.*)");
    private static final String KEY = ApiVersion.class.getName();

    /** The version that this request speaks. */
    static ApiVersion of(RoutingContext context) {
        return context.get(KEY);
    }

    /** Whether this request is the Docker API's. */
    static boolean isDocker(RoutingContext context) {
        return context.get(KEY) != null;
    }

    @ServerRequestFilter(preMatching = true)
    public Optional<Response> route(ContainerRequestContext request, RoutingContext context) {
        String path = context.request().path();
        if (path.equals(REGISTRY) || path.startsWith(REGISTRY + "/")) {
            return Optional.empty();
        }
        Matcher versioned = VERSIONED.matcher(path);
        boolean hasVersion = versioned.matches();
        if (!hasVersion && !isDockers(path, context)) {
            return path.startsWith(ROOT + "/") ? Optional.of(Reply.error(404, Reply.PAGE_NOT_FOUND)) : Optional.empty();
        }
        DockerHeaders.put(context.response().headers());
        context.put(KEY, ApiVersion.NEWEST);
        if (hasVersion) {
            Optional<ApiVersion> version = ApiVersion.parse(versioned.group(1));
            Optional<Response> refusal = refusal(version);
            if (refusal.isPresent()) {
                return refusal;
            }
            context.put(KEY, version.orElseThrow());
        }
        request.setRequestUri(uri(ROOT + (hasVersion ? versioned.group(2) : path), context.request().query()));
        return Optional.empty();
    }

    private static boolean isDockers(String path, RoutingContext context) {
        return Arrival.of(context).way().equals("unix") || path.equals("/_ping") || path.equals("/version");
    }

    private static Optional<Response> refusal(Optional<ApiVersion> version) {
        if (version.isEmpty()) {
            return Optional.of(Reply.error(404, Reply.PAGE_NOT_FOUND));
        }
        if (version.get().compareTo(ApiVersion.OLDEST) < 0) {
            return Optional.of(Reply.error(400, "client version " + version.get() + " is too old. Minimum supported API version is " + ApiVersion.OLDEST
                    + ", please upgrade your client to a newer version"));
        }
        if (version.get().compareTo(ApiVersion.NEWEST) > 0) {
            return Optional.of(Reply.error(400, "client version " + version.get() + " is too new. Maximum supported API version is " + ApiVersion.NEWEST));
        }
        return Optional.empty();
    }

    private static URI uri(String rawPath, String rawQuery) {
        try {
            return URI.create(rawQuery == null ? rawPath : rawPath + "?" + rawQuery);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("the request's address is malformed: " + e.getMessage(), e);
        }
    }
}
