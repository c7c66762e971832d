package dev.gantry.distribution;

import dev.gantry.model.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What someone signs in to a registry with (Docker's {@code AuthConfig}).
 *
 * @param identityToken a refresh token, instead of a password
 * @param registryToken a bearer token for the registry itself, sent as it is
 */
public record RegistryAuth(Optional<String> username, Optional<String> password, Optional<String> identityToken, Optional<String> registryToken) {

    /** The value of a basic Authorization header (RFC 7617), where there is a name and a password. */
    Optional<String> basic() {
        return username.flatMap(name -> password.map(secret -> "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8))));
    }

    /** The same for the same credentials, and tells nothing of them. */
    String fingerprint() {
        return Digest.of(String.join("\0", username.orElse(""), password.orElse(""), identityToken.orElse(""), registryToken.orElse("")).getBytes(StandardCharsets.UTF_8)).hex();
    }

    @Override
    public String toString() {
        return "RegistryAuth[" + username.orElse("") + "]";
    }
}
