package dev.gantry.console.socket;

import dev.gantry.event.Event;
import dev.gantry.event.Events;
import dev.gantry.event.Subscription;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Events that came close together, as the ids of what they were about; a burst about one container draws its row once. */
final class EventBatch {

    /** What changed, and the newest event's number, after which a lost connection goes on. */
    record Changes(Set<String> actors, long sequence) {}

    interface Drawer {
        void draw(Changes changes) throws InterruptedException;
    }

    private static final long TOGETHER_MILLIS = 80;
    private static final int MOST = 100;

    private EventBatch() {}

    /** Draws after each burst of wanted events, until the subscription or the thread ends. */
    static void each(Events events, Ask ask, Predicate<Event> wanted, Drawer drawer) throws InterruptedException {
        Long after = ask.from().get("after");
        try (Subscription subscription = events.subscribe(wanted, after == null ? OptionalLong.empty() : OptionalLong.of(after))) {
            for (Optional<Event> event = subscription.take(); event.isPresent(); event = subscription.take()) {
                Set<String> actors = new LinkedHashSet<>();
                long sequence = 0;
                long until = System.currentTimeMillis() + TOGETHER_MILLIS;
                Optional<Event> more = event;
                while (more.isPresent()) {
                    actors.add(more.get().actor());
                    sequence = more.get().sequence();
                    long rest = until - System.currentTimeMillis();
                    more = actors.size() < MOST && rest > 0 ? subscription.poll(rest) : Optional.empty();
                }
                drawer.draw(new Changes(actors, sequence));
            }
        }
    }
}
