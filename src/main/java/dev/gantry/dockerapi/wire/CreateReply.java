package dev.gantry.dockerapi.wire;

import java.util.List;

/** Docker's {@code ContainerCreateResponse}. */
public record CreateReply(String id, List<String> warnings) {}
