package dev.gantry.cli.http;

import dev.gantry.cli.json.Json;
import dev.gantry.cli.json.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The Docker Engine API on one socket; a connection a request, since a command makes few. Requests name no version, which means the engine's newest.
 *
 * @param socket the unix socket's path
 */
public record EngineClient(Path socket) {

    private static final int LOWEST_ERROR = 400;
    private static final int SWITCHING = 101;

    /**
     * Sends the request and reads the whole answer.
     *
     * @throws EngineError if it is refused
     * @throws NoEngine if nobody answers
     */
    public Node call(Request request) {
        try (Reply reply = open(request)) {
            byte[] body = reply.body().readAllBytes();
            return new Node(body.length > 0 && (body[0] == '{' || body[0] == '[' || body[0] == 'n') ? Json.parse(body) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends the request and leaves the answer's body to be read as it comes; the caller closes it.
     *
     * @throws EngineError if it is refused
     * @throws NoEngine if nobody answers
     */
    public Reply open(Request request) {
        Connection connection = Connection.open(socket);
        try {
            Reply reply = connection.exchange(request);
            if (reply.status() >= LOWEST_ERROR) {
                throw refusal(reply);
            }
            return reply;
        } catch (IOException e) {
            closeQuietly(connection, e);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            closeQuietly(connection, e);
            throw e;
        }
    }

    /**
     * Asks for a raw stream both ways, as attach and exec have.
     *
     * @throws EngineError if it is refused
     */
    public Reply upgrade(Request request) {
        Reply reply = open(request.header("Connection", "Upgrade").header("Upgrade", "tcp"));
        if (reply.status() != SWITCHING) {
            throw new EngineError(reply.status(), "the engine answered " + reply.status() + " where a raw stream was asked for");
        }
        return reply;
    }

    private static EngineError refusal(Reply reply) throws IOException {
        String text = new String(reply.body().readAllBytes(), StandardCharsets.UTF_8).strip();
        String message = text.startsWith("{") ? new Node(Json.parse(text.getBytes(StandardCharsets.UTF_8))).at("message").text() : text;
        return new EngineError(reply.status(), message.isEmpty() ? "the engine answered " + reply.status() + " and nothing else" : message);
    }

    private static void closeQuietly(Connection connection, Exception cause) {
        try {
            connection.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
