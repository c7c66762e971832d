package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Docker's {@code AuthConfig}; {@code auth} is {@code user:password} in base64. */
public record AuthConfig(
        @JsonProperty("username") String username,
        @JsonProperty("password") String password,
        @JsonProperty("auth") String auth,
        @JsonProperty("serveraddress") String serverAddress,
        @JsonProperty("identitytoken") String identityToken,
        @JsonProperty("registrytoken") String registryToken) {}
