package dev.gantry.container;

import dev.gantry.model.ObjectId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long to wait before starting something again: doubled each time up to a limit, from the beginning after a steady run. */
final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final Map<ObjectId, Duration> next = new ConcurrentHashMap<>();

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
    }

    Duration next(ObjectId id, boolean steady) {
        var wait = steady ? first : next.getOrDefault(id, first);
        var doubled = wait.multipliedBy(2);
        next.put(id, doubled.compareTo(longest) > 0 ? longest : doubled);
        return wait;
    }

    void forget(ObjectId id) {
        next.remove(id);
    }
}
