package dev.gantry.entry;

import dev.gantry.access.Principal;
import dev.gantry.access.Sessions;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.util.Optional;

/** Who is at the other end of a WebSocket. Asked again and again, since a session may end while its socket is open. */
@ApplicationScoped
public class SocketCaller {

    private final Sessions sessions;

    @Inject
    SocketCaller(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The principal, as long as the session that opened the socket lives. */
    public Optional<Principal> find(Session socket) {
        return Optional.ofNullable(socket.getUserPrincipal()).flatMap(user -> sessions.find(user.getName()));
    }

    /** The WebSocket layer takes over nothing of a request but its user's name; so the name is the session's token. */
    static void remember(RoutingContext context, String token) {
        context.setUser(new QuarkusHttpUser(new SocketIdentity(token)));
    }
}
