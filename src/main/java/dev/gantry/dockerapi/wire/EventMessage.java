package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/** Docker's {@code EventMessage}; {@code status}, {@code id} and {@code from} are the older form of the same, for containers and images only. */
public record EventMessage(
        @JsonProperty("status") String status,
        @JsonProperty("id") String id,
        @JsonProperty("from") String from,
        @JsonProperty("Type") String type,
        @JsonProperty("Action") String action,
        @JsonProperty("Actor") Actor actor,
        @JsonProperty("scope") String scope,
        @JsonProperty("time") long time,
        @JsonProperty("timeNano") long timeNano) {

    /** Whom it happened to. */
    public record Actor(@JsonProperty("ID") String id, @JsonProperty("Attributes") Map<String, String> attributes) {}
}
