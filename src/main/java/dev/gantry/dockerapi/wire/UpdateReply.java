package dev.gantry.dockerapi.wire;

import java.util.List;

/** What ContainerUpdate answers. */
public record UpdateReply(List<String> warnings) {}
