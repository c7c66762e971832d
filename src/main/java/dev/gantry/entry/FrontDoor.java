package dev.gantry.entry;

import dev.gantry.access.Principal;
import dev.gantry.access.Sessions;
import dev.gantry.config.EngineConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sees every request before anything else does, resource methods, WebSockets and static files alike: finds the principal and turns away what may not
 * come in over TCP. Only {@link OpenPaths} answer there without a session.
 */
@ApplicationScoped
public class FrontDoor {

    /** Before the WebSocket endpoints (101) and all else. */
    static final int FIRST = 1000;
    private static final int REQUEST_ID_DIGITS = 12;

    private final Sessions sessions;
    private final RegistryCredentials credentials;
    private final HostRule hosts;
    private final HostUsers users = new HostUsers();

    @Inject
    FrontDoor(Sessions sessions, RegistryCredentials credentials, EngineConfig config) {
        this.sessions = sessions;
        this.credentials = credentials;
        List<String> names = new ArrayList<>(config.names().orElse(List.of()));
        names.add(config.listen().host());
        hosts = new HostRule(names);
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, FIRST);
    }

    private void enter(RoutingContext context) {
        if (Arrival.isKnown(context)) {
            context.next();
        } else if (PeerCredentials.isUnixSocket(context.request())) {
            enterByUnixSocket(context);
        } else {
            enterByTcp(context);
        }
    }

    private void enterByUnixSocket(RoutingContext context) {
        // The kernel has checked that the peer may open the socket: root or a member of the socket's group.
        OptionalInt uid = PeerCredentials.uid(context.request());
        if (uid.isEmpty()) {
            refuse(context, 401, "the kernel does not tell who is at the other end of the socket");
            return;
        }
        Principal peer = Principal.peer(users.name(uid.getAsInt()), uid.getAsInt());
        new Arrival(Optional.of(peer), "unix", "uid " + uid.getAsInt(), System.nanoTime(), newRequestId()).put(context);
        context.next();
    }

    private void enterByTcp(RoutingContext context) {
        HttpServerRequest request = context.request();
        String requestId = newRequestId();
        SecurityHeaders.put(context.response().headers());
        context.response().putHeader("X-Request-Id", requestId);
        Optional<String> token = SessionCookie.token(request);
        Optional<Principal> principal = token.flatMap(sessions::find);
        if (principal.isPresent() && request.headers().contains("Upgrade")) {
            SocketCaller.remember(context, token.get());
        }
        new Arrival(principal, "tcp", request.remoteAddress().toString(), System.nanoTime(), requestId).put(context);
        if (!hosts.allows(request.getHeader("Host"))) {
            refuse(context, 421, "this address does not answer to the host name of the request; add the name to the setting \"names\" if it is yours");
        } else if (OriginRule.concerns(request) && !OriginRule.allows(request)) {
            refuse(context, 403, "the request does not come from a page of this console: its Origin header is missing or names another site");
        } else if (principal.isPresent() || OpenPaths.contains(context.normalizedPath())) {
            context.next();
        } else if (RegistryCredentials.concerns(context.normalizedPath())) {
            enterRegistry(context, requestId);
        } else if (wantsPage(request)) {
            context.response().setStatusCode(303).putHeader("Location", "/sign-in?to=" + encoded(request.uri())).end();
        } else {
            refuse(context, 401, "sign in first: the request carries no valid session");
        }
    }

    private void enterRegistry(RoutingContext context, String requestId) {
        HttpServerRequest request = context.request();
        if (!RegistryCredentials.carriedBy(request)) {
            refuseRegistry(context, "authentication required");
            return;
        }
        request.pause();
        context.vertx().executeBlocking(() -> credentials.check(request), false).onComplete(checked -> {
            request.resume();
            if (checked.succeeded() && checked.result().isPresent()) {
                new Arrival(checked.result(), "registry", request.remoteAddress().toString(), System.nanoTime(), requestId).put(context);
                context.next();
            } else {
                refuseRegistry(context, "the name or the password is wrong, or there were too many attempts");
            }
        });
    }

    private static void refuseRegistry(RoutingContext context, String message) {
        JsonObject error = new JsonObject().put("code", "UNAUTHORIZED").put("message", message).put("detail", null);
        context.response().setStatusCode(401).putHeader("WWW-Authenticate", RegistryCredentials.CHALLENGE)
                .putHeader("Docker-Distribution-API-Version", "registry/2.0").putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("errors", new JsonArray().add(error)).encode());
    }

    private static boolean wantsPage(HttpServerRequest request) {
        String accept = request.getHeader("Accept");
        return request.method().name().equals("GET") && accept != null && accept.contains("text/html") && !request.headers().contains("Upgrade");
    }

    private static void refuse(RoutingContext context, int status, String message) {
        HttpServerResponse response = context.response();
        response.setStatusCode(status).putHeader("Content-Type", "application/json");
        if (context.request().headers().contains("Content-Length") || context.request().headers().contains("Transfer-Encoding")) {
            // Its body is not read; the next request can't follow it on this connection.
            response.putHeader("Connection", "close");
        }
        response.end(new JsonObject().put("message", message).encode());
    }

    /** Tells one request from another and opens nothing, so it need not be hard to guess. */
    private static String newRequestId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), REQUEST_ID_DIGITS);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
