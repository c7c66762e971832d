package dev.gantry.distribution;

import dev.gantry.linux.files.Erase;
import dev.gantry.model.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** Debian's docker-registry on a port of its own, filled by plain HTTP uploads. With a password its user is {@code user:secret}. */
final class DebianRegistry implements AutoCloseable {

    private static final String USER = "user:$2b$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path folder;
    private final Process process;
    final int port;

    DebianRegistry() throws Exception {
        this(false);
    }

    DebianRegistry(boolean password) throws Exception {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        folder = Files.createTempDirectory("gantry-registry");
        var config = Files.writeString(folder.resolve("config.yml"), """
                version: 0.1
                log: {level: error, accesslog: {disabled: true}}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:%d"}
                %s
                """.formatted(folder.resolve("data"), port, password ? "auth: {htpasswd: {realm: test, path: " + Files.writeString(folder.resolve("users"), USER) + "}}" : ""));
        process = new ProcessBuilder("docker-registry", "serve", config.toString()).redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        for (int i = 0; i < 300; i++) {
            try {
                client.send(HttpRequest.newBuilder(uri("/v2/")).build(), HttpResponse.BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("docker-registry does not answer: " + Files.readString(folder.resolve("log")));
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    /** The status of a HEAD request. */
    int status(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).header("Accept", Manifest.DOCKER_MANIFEST).HEAD().build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    void blob(String repository, byte[] content) throws Exception {
        var begun = client.send(HttpRequest.newBuilder(uri("/v2/" + repository + "/blobs/uploads/")).POST(HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.discarding());
        String location = begun.headers().firstValue("Location").orElseThrow();
        put(URI.create(location + (location.contains("?") ? "&" : "?") + "digest=" + Digest.of(content)), "application/octet-stream", content);
    }

    void manifest(String repository, String reference, String type, byte[] content) throws Exception {
        put(uri("/v2/" + repository + "/manifests/" + reference), type, content);
    }

    void push(TestImage image, String repository, String tag) throws Exception {
        for (var blob : image.blobs()) {
            blob(repository, blob);
        }
        manifest(repository, tag, image.manifestType(), image.manifest());
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
        Erase.tree(folder);
    }

    private void put(URI uri, String type, byte[] content) throws Exception {
        var answer = client.send(HttpRequest.newBuilder(uri).header("Content-Type", type).PUT(HttpRequest.BodyPublishers.ofByteArray(content)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(uri + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
