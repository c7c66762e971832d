package dev.gantry.console.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.access.Principal;
import dev.gantry.model.GantryException;
import dev.gantry.model.InvalidRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** One tab: takes its messages in order and keeps its feeds. The socket's own thread only puts messages in; everything else happens on virtual threads. */
final class Connection {

    private static final Logger LOG = Logger.getLogger(Connection.class);
    private static final int WAITING_MESSAGES = 256;
    private static final int MOST_FEEDS = 32;

    private record Running(Feed feed, Thread thread) {}

    private final BlockingQueue<String> received = new ArrayBlockingQueue<>(WAITING_MESSAGES);
    private final Map<String, Running> running = new HashMap<>();
    private final Supplier<Optional<Principal>> principal;
    private final Runnable end;
    private final Outbox outbox;
    private final Feeds feeds;
    private final ObjectMapper json;
    private final Thread thread;

    /**
     * @param principal who is at the other end; empty once the session has ended
     * @param end closes the socket, from any thread
     */
    Connection(Supplier<Optional<Principal>> principal, Runnable end, Outbox outbox, Feeds feeds, ObjectMapper json) {
        this.principal = principal;
        this.end = end;
        this.outbox = outbox;
        this.feeds = feeds;
        this.json = json;
        thread = Thread.ofVirtual().name("console socket").start(this::handleAll);
    }

    /** Takes a message without waiting; false if the browser sends faster than it is answered, which ends the connection. */
    boolean receive(String message) {
        return received.offer(message);
    }

    /** Ends all feeds. */
    void close() {
        thread.interrupt();
    }

    private void handleAll() {
        try {
            while (true) {
                String message = received.take();
                Optional<Principal> present = principal.get();
                if (present.isEmpty()) {
                    end.run();
                    return;
                }
                handle(message, present.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (running) {
                running.values().forEach(feed -> feed.thread.interrupt());
            }
        }
    }

    private void handle(String message, Principal present) throws InterruptedException {
        String id = "";
        try {
            Ask ask = json.readValue(message, Ask.class);
            id = ask.id() == null ? "" : ask.id();
            switch (ask.type() == null ? "" : ask.type()) {
                case "ping" -> outbox.send(Map.of("type", "pong"));
                case "sub" -> begin(id, ask, present);
                case "credit" -> Optional.ofNullable(feed(id)).ifPresent(known -> known.feed.credit(ask.n()));
                case "unsub" -> Optional.ofNullable(remove(id)).ifPresent(known -> known.thread.interrupt());
                default -> throw new InvalidRequest("a message of the type \"" + ask.type() + "\" is not known");
            }
        } catch (JsonProcessingException e) {
            outbox.send(error(id, "the message is no JSON of the protocol"));
        } catch (GantryException e) {
            outbox.send(error(id, e.getMessage()));
        }
    }

    private void begin(String id, Ask ask, Principal present) {
        synchronized (running) {
            if (running.size() >= MOST_FEEDS || running.containsKey(id)) {
                throw new InvalidRequest("subscription \"" + id + "\": the number is in use, or there are " + MOST_FEEDS + " already");
            }
            Feed feed = feeds.make(ask, present, outbox);
            Thread runs = Thread.ofVirtual().name("console feed " + ask.kind()).unstarted(() -> run(id, feed));
            running.put(id, new Running(feed, runs));
            runs.start();
        }
    }

    private void run(String id, Feed feed) {
        try {
            feed.run();
            outbox.send(Map.of("type", "end", "id", id));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            fail(id, e);
        } finally {
            synchronized (running) {
                running.computeIfPresent(id, (key, known) -> known.feed == feed ? null : known);
            }
        }
    }

    private void fail(String id, RuntimeException failure) {
        if (!(failure instanceof GantryException)) {
            LOG.error("a feed of the console failed", failure);
        }
        try {
            outbox.send(error(id, failure instanceof GantryException ? failure.getMessage() : "the engine failed; its log says at what"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Running feed(String id) {
        synchronized (running) {
            return running.get(id);
        }
    }

    private Running remove(String id) {
        synchronized (running) {
            return running.remove(id);
        }
    }

    private static Map<String, String> error(String id, String message) {
        return Map.of("type", "error", "id", id, "message", String.valueOf(message));
    }
}
