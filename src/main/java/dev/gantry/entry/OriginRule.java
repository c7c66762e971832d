package dev.gantry.entry;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps pages of other sites from acting with a signed-in browser's cookie: a request over TCP that can change something, and every WebSocket, must say
 * that it comes from a page of ours.
 */
final class OriginRule {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private OriginRule() {}

    /** Whether this request needs to prove its origin. */
    static boolean concerns(HttpServerRequest request) {
        return !READING.contains(request.method().name()) || request.headers().contains("Upgrade");
    }

    /** Whether it has. Browsers send Origin with each of these; a script that uses the cookie can send it too. */
    static boolean allows(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        String host = request.getHeader("Host");
        if (origin == null || host == null) {
            return origin == null && "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
        }
        String ours = host.toLowerCase(Locale.ROOT);
        String theirs = origin.toLowerCase(Locale.ROOT);
        return theirs.equals("http://" + ours) || theirs.equals("https://" + ours);
    }
}
