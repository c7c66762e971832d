package dev.gantry.event;

import java.util.Optional;

/** One reader of the events, in order and without a hole. */
public interface Subscription extends AutoCloseable {

    /** Waits for the next event; empty once the subscription is closed, by its reader or by the engine's end. */
    Optional<Event> take() throws InterruptedException;

    /** The same, waiting at most so many milliseconds; empty also when none came. */
    Optional<Event> poll(long millis) throws InterruptedException;

    @Override
    void close();
}
