package dev.gantry.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.config.StartOrder;
import dev.gantry.record.DbWriter;
import dev.gantry.record.Rows;
import io.quarkus.panache.common.Page;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * What happens in the engine. An event's row is written in the transaction of the change that it tells of; after the commit it goes to the subscribers, each of
 * which has its own position and reads older ones from the database, so that a slow one holds up nothing.
 */
@ApplicationScoped
public class Events {

    private static final int RECENT = 4096;
    private static final int KEPT = 100_000;
    private static final int PRUNE_EVERY = 10_000;
    private static final int PAGE = 500;
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

    private final DbWriter writer;
    private final ObjectMapper json;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final ArrayDeque<Event> recent = new ArrayDeque<>();
    /** Touched by the writer's thread only. */
    private long sequence;
    private long lastTime;
    private long published;
    private boolean ended;

    Events(DbWriter writer, ObjectMapper json) {
        this.writer = writer;
        this.json = json;
    }

    void continueSequence(@Observes @Priority(StartOrder.RECORDS + 1) StartupEvent started) {
        writer.write(rows -> {
            EventRow.end(rows).ifPresent(end -> {
                sequence = end.sequence();
                lastTime = end.timeNano();
            });
            published = sequence;
            return null;
        });
    }

    /**
     * Records that something happened. Inside a change of {@link DbWriter} it is part of its transaction; elsewhere it waits for one of its own. Times never fall.
     */
    public Event record(String type, String action, String actor, Map<String, String> attributes) {
        return recordAt(now(), type, action, actor, attributes);
    }

    /** The same for something that happened at another time, nanoseconds since 1970, such as an exit while the engine was down. */
    public Event recordAt(long timeNano, String type, String action, String actor, Map<String, String> attributes) {
        return writer.write(rows -> {
            lastTime = Math.max(lastTime, timeNano);
            var event = new Event(++sequence, lastTime, type, action, actor, attributes);
            store(event, rows);
            writer.afterCommit(() -> publish(event));
            return event;
        });
    }

    /** The stored events of this time range, both ends included, nanoseconds since 1970, oldest first. */
    public List<Event> history(OptionalLong since, OptionalLong until) {
        return writer.write(() -> EventRow.<EventRow>find("timeNano >= ?1 and timeNano <= ?2 order by sequence", since.orElse(Long.MIN_VALUE), until.orElse(Long.MAX_VALUE))
                .stream().map(this::event).toList());
    }

    /** The sequence number of the newest event that subscribers were told of, 0 before the first. */
    public long latest() {
        lock.lock();
        try {
            return published;
        } finally {
            lock.unlock();
        }
    }

    /** Reads the events from after this sequence number, or from now on. */
    public Subscription subscribe(Predicate<Event> wanted, OptionalLong afterSequence) {
        lock.lock();
        try {
            return new Position(wanted, afterSequence.orElse(published));
        } finally {
            lock.unlock();
        }
    }

    @PreDestroy
    void end() {
        lock.lock();
        try {
            ended = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static long now() {
        var now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    private void store(Event event, Rows rows) throws SQLException {
        var row = new EventRow();
        row.sequence = event.sequence();
        row.timeNano = event.timeNano();
        row.type = event.type();
        row.action = event.action();
        row.actor = event.actor();
        row.attributes = text(event.attributes());
        row.insert(rows);
        if (event.sequence() % PRUNE_EVERY == 0) {
            EventRow.forget(rows, event.sequence() - KEPT);
        }
    }

    private String text(Map<String, String> attributes) {
        try {
            return json.writeValueAsString(attributes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the attributes of an event are no JSON object", e);
        }
    }

    private Event event(EventRow row) {
        try {
            return new Event(row.sequence, row.timeNano, row.type, row.action, row.actor, json.readValue(row.attributes, ATTRIBUTES));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored attributes of event " + row.sequence + " are no JSON object", e);
        }
    }

    private void publish(Event event) {
        lock.lock();
        try {
            recent.addLast(event);
            if (recent.size() > RECENT) {
                recent.removeFirst();
            }
            published = event.sequence();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private List<Event> stored(long after) {
        return writer.write(() -> EventRow.<EventRow>find("sequence > ?1 order by sequence", after).page(Page.ofSize(PAGE))
                .stream().map(this::event).toList());
    }

    private final class Position implements Subscription {
        private final Predicate<Event> wanted;
        private final ArrayDeque<Event> older = new ArrayDeque<>();
        private long position;
        private boolean closed;

        Position(Predicate<Event> wanted, long position) {
            this.wanted = wanted;
            this.position = position;
        }

        @Override
        public Optional<Event> take() throws InterruptedException {
            return poll(Long.MAX_VALUE);
        }

        @Override
        public Optional<Event> poll(long millis) throws InterruptedException {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (true) {
                if (behind()) {
                    older.addAll(stored(position));
                }
                lock.lockInterruptibly();
                try {
                    if (closed || ended) {
                        return Optional.empty();
                    }
                    var next = advance();
                    if (next.isPresent()) {
                        return next;
                    }
                    if (position < published) {
                        continue;
                    }
                    if (left <= 0) {
                        return Optional.empty();
                    }
                    left = news.awaitNanos(left);
                } finally {
                    lock.unlock();
                }
            }
        }

        /** Whether what comes next has left memory and must be read from the database. */
        private boolean behind() {
            lock.lock();
            try {
                return older.isEmpty() && position < published && (recent.isEmpty() || recent.getFirst().sequence() > position + 1);
            } finally {
                lock.unlock();
            }
        }

        private Optional<Event> advance() {
            while (!older.isEmpty()) {
                var event = older.removeFirst();
                position = event.sequence();
                if (wanted.test(event)) {
                    return Optional.of(event);
                }
            }
            if (recent.isEmpty() || recent.getFirst().sequence() > position + 1 && position < published) {
                return Optional.empty();
            }
            for (var event : recent) {
                if (event.sequence() > position) {
                    position = event.sequence();
                    if (wanted.test(event)) {
                        return Optional.of(event);
                    }
                }
            }
            return Optional.empty();
        }

        @Override
        public void close() {
            lock.lock();
            try {
                closed = true;
                news.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
