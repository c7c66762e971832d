package dev.gantry.dockerapi.stream;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;

/** An answer whose head is sent at once and whose body follows as it comes to be. */
public final class LiveReply {

    /** Writes the body; when it returns the body is at its end. */
    @FunctionalInterface
    public interface Body {
        void write(ReplyStream out) throws InterruptedException;
    }

    private final RoutingContext context;
    private final Body body;

    private LiveReply(RoutingContext context, Body body) {
        this.context = context;
        this.body = body;
    }

    /** The answer 200 to this request. */
    public static Response of(RoutingContext context, String contentType, Body body) {
        return Response.ok(new LiveReply(context, body)).header("Content-Type", contentType).build();
    }

    void write() throws InterruptedException {
        ReplyStream out = new ReplyStream(context.response());
        // Called at the end of the answer as well as when the connection is lost before it.
        context.addEndHandler(ended -> out.gone());
        if (context.response().closed()) {
            out.gone();
        }
        try {
            body.write(out);
        } finally {
            out.end();
        }
    }
}
