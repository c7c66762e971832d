package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Docker's {@code ImageInspect}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageInspect(
        String id,
        List<String> repoTags,
        List<String> repoDigests,
        String parent,
        String comment,
        String created,
        String dockerVersion,
        String author,
        Config config,
        String architecture,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String variant,
        String os,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String osVersion,
        long size,
        Long virtualSize,
        ContainerInspect.GraphDriver graphDriver,
        @JsonProperty("RootFS") RootFs rootFs,
        Metadata metadata) {

    /** Its layers by diff ID, base first. */
    public record RootFs(String type, List<String> layers) {}

    /** What only this engine knows of it. */
    public record Metadata(String lastTagTime) {}
}
