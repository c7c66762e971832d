package dev.gantry.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A browser's tab reduced to its WebSocket: sends what the page would send, keeps what comes. */
final class SocketTab implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<JsonNode> arrived = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;

    SocketTab(String origin, String cookie) {
        socket = client.newWebSocketBuilder().header("Cookie", "gantry-session=" + cookie).header("Origin", origin)
                .buildAsync(URI.create(origin.replace("http:", "ws:") + "/socket"), new Listener()).join();
    }

    void send(String json) {
        socket.sendText(json.replace('\'', '"'), true).join();
    }

    /** The next message, or null if none comes in this time. */
    JsonNode next(long millis) throws InterruptedException {
        return arrived.poll(millis, TimeUnit.MILLISECONDS);
    }

    /** Cuts the connection without a word, as a lost network does. */
    void cut() {
        socket.abort();
        client.shutdownNow();
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        client.shutdownNow();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    arrived.add(JSON.readTree(text.toString()));
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
