package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/** Docker's {@code ImageSummary}; {@code VirtualSize} up to version 1.43. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ImageSummary(
        String id,
        String parentId,
        List<String> repoTags,
        List<String> repoDigests,
        long created,
        long size,
        long sharedSize,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long virtualSize,
        Map<String, String> labels,
        long containers) {}
