package dev.gantry.image;

import dev.gantry.model.Digest;

/** One thing that a removal did (Docker's {@code ImageDelete}). */
public sealed interface Removal {

    /** A name no longer leads to its image; {@code busybox:latest} or {@code busybox@sha256:…}. */
    record Untagged(String name) implements Removal {}

    /** An image, or a layer of it by chain ID, is gone. */
    record Deleted(Digest id) implements Removal {}
}
