package dev.gantry.dockerapi;

import dev.gantry.access.Permission;
import dev.gantry.dockerapi.stream.LiveReply;
import dev.gantry.entry.Requires;
import dev.gantry.event.Events;
import dev.gantry.model.InvalidRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Optional;

/** What happens in the engine (operation SystemEvents). */
@Path("/docker/events")
@RunOnVirtualThread
public class EventsResource {

    @Inject
    Events events;

    @GET
    @Requires(Permission.EVENTS_READ)
    public Response stream(@Context UriInfo uri, @Context RoutingContext context) {
        Query query = new Query(uri);
        Optional<Instant> since = Times.parse("since", query.text("since"));
        Optional<Instant> until = Times.parse("until", query.text("until"));
        if (since.isPresent() && until.isPresent() && since.get().isAfter(until.get())) {
            throw new InvalidRequest("`since` time (" + query.text("since") + ") cannot be after `until` time (" + query.text("until") + ")");
        }
        EventFilter filter = new EventFilter(query.filters());
        return LiveReply.of(context, "application/json", new EventsBody(events, filter, since, until));
    }
}
