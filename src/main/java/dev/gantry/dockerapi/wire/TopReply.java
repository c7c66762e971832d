package dev.gantry.dockerapi.wire;

import java.util.List;

/** Docker's {@code ContainerTopResponse}. */
public record TopReply(List<String> titles, List<List<String>> processes) {}
