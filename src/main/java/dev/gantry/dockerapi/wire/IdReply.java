package dev.gantry.dockerapi.wire;

/** Docker's {@code IdResponse}. */
public record IdReply(String id) {}
