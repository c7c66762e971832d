package dev.gantry.distribution;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to registries and follows their redirects. Credentials go to the host that they are for and to no other: a redirect elsewhere is asked without them, and never from HTTPS to HTTP.
 */
@ApplicationScoped
class Transport {

    private static final int MAX_REDIRECTS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration HEADERS = Duration.ofSeconds(30);
    private static final String AUTHORIZATION = "Authorization";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** Asks for a resource; the body of the answer is the caller's to close. Unreachable where no connection can be made. */
    HttpResponse<InputStream> get(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        URI target = uri;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            var request = HttpRequest.newBuilder(target).GET();
            boolean home = sameOrigin(uri, target);
            headers.forEach((name, value) -> {
                if (home || !name.equals(AUTHORIZATION)) {
                    request.header(name, value);
                }
            });
            var response = send(request);
            if (response.statusCode() / 100 != 3) {
                return response;
            }
            response.body().close();
            String location = response.headers().firstValue("Location").orElseThrow(() -> new IOException(uri + " redirects without saying where to"));
            URI next = target.resolve(location);
            if (target.getScheme().equals("https") && !"https".equals(next.getScheme())) {
                throw new IOException(uri + " redirects to " + next.getHost() + " without encryption, which is refused");
            }
            target = next;
        }
        throw new IOException(uri + " redirects more than " + MAX_REDIRECTS + " times");
    }

    /** Posts a form; no redirect is followed. */
    HttpResponse<InputStream> post(URI uri, String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri).header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    @PreDestroy
    void stop() {
        client.shutdownNow();
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        var request = builder.header("User-Agent", "gantry").timeout(HEADERS).build();
        var uri = request.uri();
        lookUp(uri);
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpConnectTimeoutException e) {
            throw new Unreachable("Get \"" + uri + "\": dial tcp " + address(uri) + ": i/o timeout", e);
        } catch (ConnectException | NoRouteToHostException e) {
            String why = e instanceof NoRouteToHostException ? "no route to host" : e.getMessage() != null && e.getMessage().contains("unreachable") ? "network is unreachable" : "connection refused";
            throw new Unreachable("Get \"" + uri + "\": dial tcp " + address(uri) + ": connect: " + why, e);
        } catch (IOException e) {
            throw new IOException("Get \"" + uri + "\": " + (e.getMessage() == null ? e.toString() : e.getMessage()), e);
        }
    }

    /** Looks the name up in a time that a person waits: a resolver that nobody answers takes half a minute otherwise. */
    private static void lookUp(URI uri) throws IOException, InterruptedException {
        var answer = new CompletableFuture<InetAddress>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(InetAddress.getByName(uri.getHost()));
            } catch (UnknownHostException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            answer.get(CONNECT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Unreachable("Get \"" + uri + "\": dial tcp: lookup " + uri.getHost() + ": i/o timeout", e);
        } catch (ExecutionException e) {
            throw new Unreachable("Get \"" + uri + "\": dial tcp: lookup " + uri.getHost() + ": no such host", e.getCause());
        }
    }

    private static String address(URI uri) {
        return uri.getHost() + ":" + (uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80);
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme()) && address(one).equals(address(other));
    }
}
