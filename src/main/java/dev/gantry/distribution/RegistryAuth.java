package dev.gantry.distribution;

import dev.gantry.model.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What someone signs in to a registry with (Docker's {@code AuthConfig}).
 *
 * @param identityToken a refresh token, instead of a password
 * @param registryToken a bearer token for the registry itself, sent as it is
 */
public record RegistryAuth(Optional<String> username, Optional<String> password, Optional<String> identityToken, Optional<String> registryToken) {

    /** The same for the same credentials, and tells nothing of them. */
    String fingerprint() {
        return Digest.of(String.join("\0", username.orElse(""), password.orElse(""), identityToken.orElse(""), registryToken.orElse("")).getBytes(StandardCharsets.UTF_8)).hex();
    }

    @Override
    public String toString() {
        return "RegistryAuth[" + username.orElse("") + "]";
    }
}
