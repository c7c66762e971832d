package dev.gantry.access;

import dev.gantry.model.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down guessing: after five wrong passwords from one address, or for one account, it must wait, twice as long after each further one, up to five minutes. The
 * right password clears the count.
 */
final class SignInLimit {

    private static final int FREE_FAILURES = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int REMEMBERED = 10_000;

    private record Failures(int count, long freeAt) {}

    private final Clock clock;

    /** The oldest are forgotten first, so that made-up names can't fill the memory. */
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    SignInLimit(Clock clock) {
        this.clock = clock;
    }

    /** Throws Unavailable with the seconds to wait if this key has failed too often. */
    synchronized void check(String key) {
        Failures known = failures.get(key);
        long now = clock.millis();
        if (known != null && known.freeAt > now) {
            long seconds = (known.freeAt - now + 999) / 1000;
            throw new Unavailable("too many wrong passwords; try again in " + seconds + (seconds == 1 ? " second" : " seconds"));
        }
    }

    synchronized void failed(String key) {
        Failures known = failures.remove(key);
        int count = known == null ? 1 : known.count + 1;
        failures.put(key, new Failures(count, clock.millis() + waitAfter(count).toMillis()));
    }

    synchronized void succeeded(String key) {
        failures.remove(key);
    }

    private static Duration waitAfter(int count) {
        if (count < FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(count - FREE_FAILURES, 20));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
