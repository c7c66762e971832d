package dev.gantry.dockerapi.stream;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;

/** An answer that takes the connection over. As an entity it is written last, when the permission has been checked and the use of it recorded. */
public final class RawReply {

    /** What happens on the connection; when it returns the connection is closed. */
    @FunctionalInterface
    public interface Session {
        void run(RawConnection connection) throws InterruptedException;
    }

    private final RoutingContext context;
    private final String contentType;
    private final Session session;
    private final Runnable abandoned;

    private RawReply(RoutingContext context, String contentType, Session session, Runnable abandoned) {
        this.context = context;
        this.contentType = contentType;
        this.session = session;
        this.abandoned = abandoned;
    }

    /**
     * The answer to this request: 101 if it asks for an upgrade, else 200.
     *
     * @param abandoned undoes what was opened for the session if it never begins
     */
    public static Response of(RoutingContext context, String contentType, Session session, Runnable abandoned) {
        RawReply reply = new RawReply(context, contentType, session, abandoned);
        return Response.status(reply.isUpgrade() ? 101 : 200).entity(reply).build();
    }

    void write() throws InterruptedException {
        RawConnection connection;
        try {
            connection = Hijack.take(context.request(), head());
        } catch (InterruptedException | RuntimeException e) {
            abandoned.run();
            throw e;
        }
        try (connection) {
            session.run(connection);
        }
    }

    private boolean isUpgrade() {
        return context.request().getHeader("Upgrade") != null;
    }

    private String head() {
        StringBuilder head = new StringBuilder(isUpgrade() ? "HTTP/1.1 101 UPGRADED\r\n" : "HTTP/1.1 200 OK\r\n");
        head.append("Content-Type: ").append(contentType).append("\r\n");
        if (isUpgrade()) {
            head.append("Connection: Upgrade\r\nUpgrade: tcp\r\n");
        }
        context.response().headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }
}
