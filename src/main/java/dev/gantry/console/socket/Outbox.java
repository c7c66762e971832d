package dev.gantry.console.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/** Sends to one browser, a message at a time; waits until the socket has taken it, so nothing piles up in memory for a browser that is slow. */
final class Outbox {

    /** A browser that takes nothing for so long is gone; it resumes where it was when it comes again. */
    private static final int LONGEST_SEND_SECONDS = 60;

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Session session;
    private final ObjectMapper json;

    Outbox(Session session, ObjectMapper json) {
        this.session = session;
        this.json = json;
    }

    /** Sends a message; throws InterruptedException also when the browser is gone, which ends the feed that sends. */
    void send(Map<String, ?> message) throws InterruptedException {
        String text;
        try {
            text = json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a message to the browser can't be written as JSON", e);
        }
        turn.lockInterruptibly();
        try {
            Future<Void> sent = session.getAsyncRemote().sendText(text);
            sent.get(LONGEST_SEND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | IllegalStateException e) {
            close();
            throw new InterruptedException("the browser is gone");
        } finally {
            turn.unlock();
        }
    }

    private void close() {
        try {
            session.close();
        } catch (IOException e) {
            // Closed already, which is what is wanted.
            return;
        }
    }
}
