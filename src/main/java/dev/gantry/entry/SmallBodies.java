package dev.gantry.entry;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Reads small JSON bodies on the event loop, before a thread is begun for the request: they mostly come in one piece with the head, and a resource method that reads them as a stream
 * sleeps and is woken several times for it. All others stay streams, with back-pressure.
 */
@ApplicationScoped
public class SmallBodies {

    /** Right behind the front door: nobody's body is kept who may not come in. */
    private static final int SECOND = FrontDoor.FIRST - 1;

    /** Bytes. What {@code POST /containers/create} sends has one to three thousand. */
    private static final long LIMIT = 64 << 10;

    private final BodyHandler reader = BodyHandler.create(false).setBodyLimit(LIMIT);

    void register(@Observes Filters filters) {
        filters.register(this::read, SECOND);
    }

    private void read(RoutingContext context) {
        if (isSmallJson(context.request())) {
            reader.handle(context);
        } else {
            context.next();
        }
    }

    /** An upgraded connection is left alone: what follows its body is no request. */
    private static boolean isSmallJson(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return length != null && type != null && type.startsWith("application/json") && !request.headers().contains(HttpHeaders.UPGRADE) && isSmall(length);
    }

    private static boolean isSmall(String length) {
        try {
            long bytes = Long.parseLong(length);
            return bytes > 0 && bytes <= LIMIT;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
