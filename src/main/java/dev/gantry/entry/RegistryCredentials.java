package dev.gantry.entry;

import dev.gantry.access.Accounts;
import dev.gantry.access.Principal;
import dev.gantry.access.Sessions;
import dev.gantry.model.Unauthorized;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Registry clients sign in with name and password in each request's Basic header (RFC 7617). The first with the same ones begins a session, the later ones go on in it, so the slow password check is
 * made once and ending the session ends this way in too.
 */
@ApplicationScoped
class RegistryCredentials {

    /** What a client without credentials is told. */
    static final String CHALLENGE = "Basic realm=\"Gantry\", charset=\"UTF-8\"";

    private static final String SCHEME = "Basic ";
    private static final int REMEMBERED = 64;

    private final Accounts accounts;
    private final Sessions sessions;
    private final byte[] salt = new byte[32];
    private final Map<String, String> tokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Inject
    RegistryCredentials(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
        new SecureRandom().nextBytes(salt);
    }

    /** Whether this path is the registry's. */
    static boolean concerns(String normalizedPath) {
        return normalizedPath.equals("/v2") || normalizedPath.startsWith("/v2/");
    }

    /** Whether the request carries credentials to be checked. */
    static boolean carriedBy(HttpServerRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Who the credentials are of; empty where they are wrong. Checks a password, so it is not for the event loop. */
    Optional<Principal> check(HttpServerRequest request) {
        var pair = decode(request.getHeader("Authorization").substring(SCHEME.length()));
        int colon = pair.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String key = fingerprint(pair);
        String known;
        synchronized (tokens) {
            known = tokens.get(key);
        }
        var principal = Optional.ofNullable(known).flatMap(sessions::find);
        if (principal.isPresent()) {
            return principal;
        }
        try {
            String token = accounts.signIn(pair.substring(0, colon), pair.substring(colon + 1), request.remoteAddress().hostAddress());
            synchronized (tokens) {
                tokens.put(key, token);
            }
            return sessions.find(token);
        } catch (Unauthorized e) {
            return Optional.empty();
        }
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64.trim()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private String fingerprint(String pair) {
        var hasher = dev.gantry.model.Digest.sha256();
        hasher.update(salt);
        return HexFormat.of().formatHex(hasher.digest(pair.getBytes(StandardCharsets.UTF_8)));
    }
}
