package dev.gantry.access;

import dev.gantry.config.StartOrder;
import dev.gantry.record.DbWriter;
import dev.gantry.model.Digest;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The console's sessions. One is looked up on every request, so the live ones are in memory; the database keeps them over a restart. A token is 256 random
 * bits; only its SHA-256 is kept.
 */
@ApplicationScoped
public class Sessions {

    /** How long a session lasts. */
    public static final Duration LIFETIME = Duration.ofDays(7);

    private static final int TOKEN_BYTES = 32;
    private static final int LONGEST_TOKEN = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    private record Session(Principal principal, long expires) {}

    private final Map<String, Session> byTokenHash = new ConcurrentHashMap<>();
    private final DbWriter writer;

    @Inject
    Sessions(DbWriter writer) {
        this.writer = writer;
    }

    void load(@Observes @Priority(StartOrder.SERVICES) StartupEvent start) {
        writer.write(rows -> {
            SessionRow.deleteExpired(rows, System.currentTimeMillis());
            for (SessionRow.Live live : SessionRow.live(rows)) {
                byTokenHash.put(live.tokenHash(), new Session(Principal.session(live.account(), Role.valueOf(live.role())), live.expires()));
            }
            return null;
        });
    }

    /** Who holds this token; empty if it was never given out, has expired or was ended. Reads memory only. */
    public Optional<Principal> find(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        return Optional.ofNullable(byTokenHash.get(hash(token)))
                .filter(session -> session.expires > System.currentTimeMillis())
                .map(Session::principal);
    }

    /** Begins a session and returns its token, which is kept nowhere. */
    String begin(Principal principal, String address) {
        byte[] bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        SessionRow row = new SessionRow();
        row.tokenHash = hash(token);
        row.account = principal.name();
        row.created = System.currentTimeMillis();
        row.expires = row.created + LIFETIME.toMillis();
        row.address = address;
        writer.write(() -> {
            SessionRow.delete("expires < ?1", row.created);
            row.persist();
            return null;
        });
        byTokenHash.values().removeIf(session -> session.expires < row.created);
        byTokenHash.put(row.tokenHash, new Session(principal, row.expires));
        return token;
    }

    /** Ends the session of this token; nothing happens if there is none. */
    public void end(String token) {
        String hash = hash(token);
        byTokenHash.remove(hash);
        writer.write(() -> SessionRow.deleteById(hash));
    }

    /** Ends all sessions of an account. */
    void endAll(String account) {
        byTokenHash.values().removeIf(session -> session.principal.name().equals(account));
        writer.write(() -> SessionRow.delete("account", account));
    }

    private static String hash(String token) {
        return Digest.of(token.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
