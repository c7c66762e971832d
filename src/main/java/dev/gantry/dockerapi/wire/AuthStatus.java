package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The answer to credentials that a registry took. */
public record AuthStatus(@JsonProperty("IdentityToken") String identityToken, @JsonProperty("Status") String status) {}
