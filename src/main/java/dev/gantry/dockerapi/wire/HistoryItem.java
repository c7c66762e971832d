package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** One step of an image's making (Docker's {@code HistoryResponseItem}), newest first. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record HistoryItem(String id, long created, String createdBy, List<String> tags, long size, String comment) {}
