package dev.gantry.entry;

import dev.gantry.access.Principal;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * What the front door found out about a request; the rest of the way in reads it from the routing context.
 *
 * @param principal empty where nobody has signed in (open paths only)
 * @param way how it came: {@code unix} or {@code tcp}
 * @param from the peer's address, or its user id for the unix socket
 * @param at System.nanoTime() of its reading
 * @param requestId given to people with an error, and found in the audit trail and in the engine's log
 */
public record Arrival(Optional<Principal> principal, String way, String from, long at, String requestId) {

    private static final String KEY = Arrival.class.getName();

    /** The arrival of this request; throws IllegalStateException if the front door has not seen it, which must fail the request. */
    public static Arrival of(RoutingContext context) {
        Arrival arrival = context.get(KEY);
        if (arrival == null) {
            throw new IllegalStateException("a request has not come through the front door");
        }
        return arrival;
    }

    static boolean isKnown(RoutingContext context) {
        return context.get(KEY) != null;
    }

    void put(RoutingContext context) {
        context.put(KEY, this);
    }
}
