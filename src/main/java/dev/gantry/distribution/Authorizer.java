package dev.gantry.distribution;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers a registry's challenges in one piece of work (OCI distribution spec, "Authentication"), and remembers what the registry took. */
final class Authorizer {

    private final TokenService tokens;
    private final List<String> scopes;
    private final Optional<RegistryAuth> auth;
    private volatile String header;

    /** @param scopes what is to be done, {@code repository:library/busybox:pull} */
    Authorizer(TokenService tokens, List<String> scopes, Optional<RegistryAuth> auth) {
        this.tokens = tokens;
        this.scopes = scopes;
        this.auth = auth;
        this.header = auth.flatMap(RegistryAuth::registryToken).map(token -> "Bearer " + token).orElse(null);
    }

    /** The headers to ask with. */
    Map<String, String> headers() {
        String value = header;
        return value == null ? Map.of() : Map.of("Authorization", value);
    }

    /** Gets ready to ask again after a 401; false where nothing more can be shown. RegistryAnswer where a password is wanted and there is none. */
    synchronized boolean answer(Challenge challenge, Map<String, String> asked, Call call) throws IOException, InterruptedException {
        String before = asked.get("Authorization");
        if (header != null && !header.equals(before)) {
            return true;
        }
        String next;
        if (challenge.scheme().equals("basic")) {
            next = auth.flatMap(RegistryAuth::basic).orElseThrow(() -> RegistryAnswer.noCredentials(call));
        } else {
            next = "Bearer " + tokens.fetch(challenge, scopes, false).bearer();
        }
        header = next;
        return !next.equals(before);
    }
}
