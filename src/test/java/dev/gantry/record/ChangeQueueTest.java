package dev.gantry.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChangeQueueTest {

    private final ChangeQueue queue = new ChangeQueue();

    @Test
    @DisplayName("changes that nobody waits for share the commit of the next one that somebody waits for")
    void shared() throws Exception {
        var taken = taking();
        var first = later();
        var second = later();
        var awaited = Change.ofRows(rows -> null, true);
        List.of(first, second, awaited).forEach(queue::add);
        assertEquals(List.of(first, second, awaited), taken.get(5, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName("a change that nobody waits for is taken within a moment all the same")
    void notForgotten() throws Exception {
        var taken = taking();
        var alone = later();
        queue.add(alone);
        assertEquals(List.of(alone), taken.get(5, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName("somebody who waits is not held up by the moment that others are given")
    void atOnce() throws Exception {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            queue.add(later());
            queue.add(Change.ofRows(rows -> null, true));
            long begin = System.nanoTime();
            assertEquals(2, queue.take().size());
            shortest = Math.min(shortest, System.nanoTime() - begin);
        }
        assertTrue(shortest < Duration.ofMillis(5).toNanos(), "took " + shortest + " ns");
    }

    @Test
    @DisplayName("what is still there at the end is taken before the end is told")
    void end() throws Exception {
        var last = later();
        queue.add(last);
        queue.end();
        assertEquals(List.of(last), queue.take());
        assertEquals(List.of(), queue.take());
    }

    private static Change<Void> later() {
        return Change.ofRows(rows -> null, false);
    }

    private CompletableFuture<List<Change<?>>> taking() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
