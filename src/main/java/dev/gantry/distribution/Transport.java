package dev.gantry.distribution;

import dev.gantry.config.EngineConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends requests to registries and follows their redirects. Credentials go to the host that they are for and to no other: a redirect elsewhere is asked without them, and never from HTTPS to HTTP.
 */
@ApplicationScoped
class Transport {

    private static final int MAX_REDIRECTS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final String AUTHORIZATION = "Authorization";

    private final Duration patience;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    @Inject
    Transport(EngineConfig config) {
        this.patience = config.registry().patience();
    }

    /** Sends a request and follows where the answer leads; the body of the last answer is the caller's to close. Unreachable where no connection can be made. */
    HttpResponse<InputStream> send(Call call) throws IOException, InterruptedException {
        URI target = call.uri();
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            var response = sendOnce(call, target);
            // 303 and what an older client makes of 301 and 302 would turn an upload into a GET.
            boolean followed = response.statusCode() / 100 == 3 && (reads(call) || response.statusCode() == 307 || response.statusCode() == 308);
            if (!followed) {
                return response;
            }
            response.body().close();
            String location = response.headers().firstValue("Location").orElseThrow(() -> new IOException(call.uri() + " redirects without saying where to"));
            target = onward(target, location);
        }
        throw new IOException(call.uri() + " redirects more than " + MAX_REDIRECTS + " times");
    }

    /** Posts a form; no redirect is followed. */
    HttpResponse<InputStream> post(URI uri, String form) throws IOException, InterruptedException {
        return sendOnce(Call.of("POST", uri, "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8)), uri);
    }

    /** Where a registry leads to from this address; refused where it leaves encryption. */
    static URI onward(URI from, String location) throws IOException {
        URI next;
        try {
            next = from.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new IOException(from + " leads to something that is no address: " + e.getMessage(), e);
        }
        if (!Set.of("http", "https").contains(String.valueOf(next.getScheme())) || next.getHost() == null) {
            throw new IOException(from + " leads to something that is no address of a registry: " + next);
        }
        if (from.getScheme().equals("https") && !next.getScheme().equals("https")) {
            throw new IOException(from + " redirects to " + next.getHost() + " without encryption, which is refused");
        }
        return next;
    }

    static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equals(other.getScheme()) && address(one).equals(address(other));
    }

    @PreDestroy
    void stop() {
        client.shutdownNow();
    }

    private HttpResponse<InputStream> sendOnce(Call call, URI target) throws IOException, InterruptedException {
        var builder = HttpRequest.newBuilder(target).method(call.method(), call.body()).header("User-Agent", "gantry");
        boolean home = sameOrigin(call.uri(), target);
        call.headers().forEach((name, value) -> {
            if (home || !name.equals(AUTHORIZATION)) {
                builder.header(name, value);
            }
        });
        lookUp(target);
        var answer = client.sendAsync(builder.build(), head -> BodySubscribers.mapping(BodySubscribers.ofInputStream(), this::patient));
        String what = word(call.method()) + " \"" + target + "\": ";
        try {
            return patiently(answer, call.moved());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(what + "no answer for " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw failure(what, target, e.getCause());
        }
    }

    /** Waits for the answer as long as it takes while the body is being taken. */
    private HttpResponse<InputStream> patiently(CompletableFuture<HttpResponse<InputStream>> answer, AtomicLong moved)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            long before = moved.get();
            try {
                return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (moved.get() == before) {
                    throw e;
                }
            }
        }
    }

    private InputStream patient(InputStream body) {
        return new PatientInput(body, patience);
    }

    private static IOException failure(String what, URI uri, Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException e -> new Unreachable(what + "dial tcp " + address(uri) + ": i/o timeout", e);
            case NoRouteToHostException e -> new Unreachable(what + "dial tcp " + address(uri) + ": connect: no route to host", e);
            case ConnectException e -> new Unreachable(what + "dial tcp " + address(uri) + ": connect: "
                    + (e.getMessage() != null && e.getMessage().contains("unreachable") ? "network is unreachable" : "connection refused"), e);
            default -> new IOException(what + (cause.getMessage() == null ? cause.toString() : cause.getMessage()), cause);
        };
    }

    private static boolean reads(Call call) {
        return call.method().equals("GET") || call.method().equals("HEAD");
    }

    /** As Docker writes it: {@code Get}. */
    private static String word(String method) {
        return method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
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
}
