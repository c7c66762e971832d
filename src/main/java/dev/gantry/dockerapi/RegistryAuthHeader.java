package dev.gantry.dockerapi;

import dev.gantry.distribution.RegistryAuth;
import dev.gantry.dockerapi.wire.AuthConfig;
import dev.gantry.model.InvalidRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The header X-Registry-Auth: Docker's AuthConfig as JSON in base64 (RFC 4648, section 5, with or without padding). */
final class RegistryAuthHeader {

    private static final String NAME = "X-Registry-Auth";

    private RegistryAuthHeader() {}

    /** What to sign in with; empty where the header is missing or names nobody. */
    static Optional<RegistryAuth> decode(HttpHeaders headers) {
        String header = headers.getHeaderString(NAME);
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        AuthConfig config;
        try {
            config = Json.read(Base64.getUrlDecoder().decode(header.strip().replace('+', '-').replace('/', '_')), AuthConfig.class);
        } catch (IllegalArgumentException | InvalidRequest e) {
            throw new InvalidRequest("invalid " + NAME + " header: it is no JSON object in base64", e);
        }
        return auth(config);
    }

    /** The same of an AuthConfig that came otherwise. */
    static Optional<RegistryAuth> auth(AuthConfig config) {
        Optional<String> username = text(config.username());
        Optional<String> password = text(config.password());
        if (username.isEmpty() && text(config.auth()).isPresent()) {
            String[] pair = pair(config.auth());
            username = text(pair[0]);
            password = text(pair[1]);
        }
        Optional<String> identity = text(config.identityToken());
        Optional<String> token = text(config.registryToken());
        boolean anonymous = username.isEmpty() && identity.isEmpty() && token.isEmpty();
        return anonymous ? Optional.empty() : Optional.of(new RegistryAuth(username, password, identity, token));
    }

    private static String[] pair(String auth) {
        try {
            String text = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 ? new String[] {text, ""} : new String[] {text.substring(0, colon), text.substring(colon + 1)};
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("invalid " + NAME + " header: auth is no base64", e);
        }
    }

    private static Optional<String> text(String value) {
        return Optional.ofNullable(value).filter(v -> !v.isEmpty());
    }
}
