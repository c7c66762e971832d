package dev.gantry.dockerapi;

import dev.gantry.dockerapi.stream.LiveReply;
import dev.gantry.dockerapi.stream.ReplyStream;
import dev.gantry.dockerapi.wire.EventMessage;
import dev.gantry.event.Event;
import dev.gantry.event.Events;
import dev.gantry.event.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Events as lines of JSON: those since a time, then those that come, until a time or the client's end. */
final class EventsBody implements LiveReply.Body {

    private final Events events;
    private final EventFilter filter;
    private final Optional<Instant> since;
    private final Optional<Instant> until;

    EventsBody(Events events, EventFilter filter, Optional<Instant> since, Optional<Instant> until) {
        this.events = events;
        this.filter = filter;
        this.since = since;
        this.until = until;
    }

    @Override
    public void write(ReplyStream out) throws InterruptedException {
        // Subscribed before the past is read: what happens meanwhile is in both, and its number tells.
        try (Subscription live = events.subscribe(filter::accepts, OptionalLong.empty())) {
            out.whenGone(() -> Thread.startVirtualThread(live::close));
            long last = 0;
            for (Event event : past()) {
                last = event.sequence();
                if (filter.accepts(event) && !write(event, out)) {
                    return;
                }
            }
            for (Optional<Event> next = next(live); next.isPresent(); next = next(live)) {
                if (next.get().sequence() > last && !write(next.get(), out)) {
                    return;
                }
            }
        }
    }

    private List<Event> past() {
        if (since.isEmpty() && until.isEmpty()) {
            return List.of();
        }
        return events.history(nanos(since), nanos(until));
    }

    private Optional<Event> next(Subscription live) throws InterruptedException {
        if (until.isEmpty()) {
            return live.take();
        }
        long millis = Duration.between(Instant.now(), until.get()).toMillis();
        return millis <= 0 ? Optional.empty() : live.poll(millis);
    }

    private static OptionalLong nanos(Optional<Instant> time) {
        return time.isPresent() ? OptionalLong.of(Times.nanos(time.get())) : OptionalLong.empty();
    }

    private static boolean write(Event event, ReplyStream out) throws InterruptedException {
        byte[] json = Json.bytes(encode(event));
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return out.write(line);
    }

    private static EventMessage encode(Event event) {
        boolean container = event.type().equals(Event.CONTAINER);
        boolean older = container || event.type().equals(Event.IMAGE);
        return new EventMessage(older ? event.action() : null, older ? event.actor() : null, container ? event.attributes().get("image") : null,
                event.type(), event.action(), new EventMessage.Actor(event.actor(), event.attributes()), "local",
                TimeUnit.NANOSECONDS.toSeconds(event.timeNano()), event.timeNano());
    }
}
