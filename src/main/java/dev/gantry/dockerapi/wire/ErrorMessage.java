package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Docker's {@code ErrorResponse}. */
public record ErrorMessage(@JsonProperty("message") String message) {}
