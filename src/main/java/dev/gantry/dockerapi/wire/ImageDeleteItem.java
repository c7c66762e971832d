package dev.gantry.dockerapi.wire;

/** One thing that a removal did (Docker's {@code ImageDeleteResponseItem}). */
public record ImageDeleteItem(String untagged, String deleted) {}
