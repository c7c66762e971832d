package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** Docker's {@code SystemVersion}. */
public record VersionReply(
        Platform platform,
        List<Component> components,
        String version,
        String apiVersion,
        @JsonProperty("MinAPIVersion") String minApiVersion,
        String gitCommit,
        String goVersion,
        String os,
        String arch,
        String kernelVersion,
        String buildTime) {

    /** The product's name. */
    public record Platform(String name) {}

    /** A part of it; clients read the engine's own data from here. */
    public record Component(String name, String version, Map<String, String> details) {}
}
