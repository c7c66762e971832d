package dev.gantry.distribution;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gantry.model.Digest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A registry that does what no proper one does: a path has the answer that a test gives it, or the image's own. */
final class FaultyRegistry implements AutoCloseable {

    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** A request that came. */
    record Seen(String path, Map<String, List<String>> headers) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    FaultyRegistry(String host, int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                seen.add(new Seen(exchange.getRequestURI().toString(), exchange.getRequestHeaders()));
                answers.getOrDefault(exchange.getRequestURI().getPath(), e -> e.sendResponseHeaders(404, -1)).to(exchange);
            }
        });
        answer("/v2/", e -> e.sendResponseHeaders(200, -1));
        server.start();
    }

    String host() {
        return server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort();
    }

    void answer(String path, Answer answer) {
        answers.put(path, answer);
    }

    void serve(TestImage image, String repository, String tag) {
        image.blobs().forEach(blob -> answer(path(repository, blob), bytes("application/octet-stream", blob)));
        answer("/v2/" + repository + "/manifests/" + tag, bytes(image.manifestType(), image.manifest()));
    }

    static String path(String repository, byte[] blob) {
        return "/v2/" + repository + "/blobs/" + Digest.of(blob);
    }

    static Answer bytes(String type, byte[] content) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        };
    }

    static Answer status(int status, String header, String value, String body) {
        return exchange -> {
            exchange.getResponseHeaders().set(header, value);
            exchange.sendResponseHeaders(status, body.length() == 0 ? -1 : body.length());
            exchange.getResponseBody().write(body.getBytes());
        };
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
