package dev.gantry.console.socket;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.entry.SocketCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** The console's WebSocket. The front door has checked the session, the host and the origin of the handshake; the session is asked for again with each message. */
@ServerEndpoint("/socket")
@ApplicationScoped
public class ConsoleSocket {

    private static final Logger LOG = Logger.getLogger(ConsoleSocket.class);
    private static final int LONGEST_MESSAGE = 16 * 1024;
    private static final long LONGEST_SILENCE_MILLIS = 60_000;
    private static final int MOST_CONNECTIONS = 1000;

    private final Map<String, Connection> connections = new ConcurrentHashMap<>();

    @Inject
    SocketCaller caller;

    @Inject
    Feeds feeds;

    @Inject
    ObjectMapper json;

    @OnOpen
    public void open(Session session) {
        if (caller.find(session).isEmpty()) {
            close(session, CloseReason.CloseCodes.VIOLATED_POLICY, "sign in first");
            return;
        }
        if (connections.size() >= MOST_CONNECTIONS) {
            close(session, CloseReason.CloseCodes.TRY_AGAIN_LATER, "too many open consoles");
            return;
        }
        session.setMaxTextMessageBufferSize(LONGEST_MESSAGE);
        session.setMaxIdleTimeout(LONGEST_SILENCE_MILLIS);
        Runnable end = () -> close(session, CloseReason.CloseCodes.VIOLATED_POLICY, "the session has ended");
        connections.put(session.getId(), new Connection(() -> caller.find(session), end, new Outbox(session, json), feeds, json));
    }

    @OnMessage
    public void message(String text, Session session) {
        Connection connection = connections.get(session.getId());
        if (connection != null && !connection.receive(text)) {
            close(session, CloseReason.CloseCodes.VIOLATED_POLICY, "too many messages at once");
        }
    }

    @OnClose
    public void closed(Session session) {
        Connection connection = connections.remove(session.getId());
        if (connection != null) {
            connection.close();
        }
    }

    @OnError
    public void failed(Session session, Throwable failure) {
        LOG.debug("a console's socket failed", failure);
        closed(session);
    }

    private static void close(Session session, CloseReason.CloseCode code, String reason) {
        try {
            session.close(new CloseReason(code, reason));
        } catch (IOException e) {
            LOG.debug("close a console's socket", e);
        }
    }
}
