package dev.gantry.distribution;

import java.util.Optional;

/**
 * What someone signs in to a registry with (Docker's {@code AuthConfig}).
 *
 * @param identityToken a refresh token, instead of a password
 * @param registryToken a bearer token for the registry itself, sent as it is
 */
public record RegistryAuth(Optional<String> username, Optional<String> password, Optional<String> identityToken, Optional<String> registryToken) {

    @Override
    public String toString() {
        return "RegistryAuth[" + username.orElse("") + "]";
    }
}
