package dev.gantry.image;

import dev.gantry.model.Digest;
import dev.gantry.model.Platform;
import dev.gantry.model.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An image that is here, whole.
 *
 * @param id digest of its configuration
 * @param manifest digest of the manifest in the store; made here for an image that came without one
 * @param created when it was built, where it says so
 * @param diffIds digests of the uncompressed layers, base first
 * @param size bytes of the files of all its layers
 * @param tags sorted
 * @param repoDigests {@code busybox@sha256:…} for each repository that it was pulled from, sorted
 * @param tagged when one of its names last changed
 */
public record Image(
        Digest id,
        Digest manifest,
        Platform platform,
        Optional<String> osVersion,
        Optional<Instant> created,
        String author,
        String comment,
        String dockerVersion,
        ImageConfig config,
        List<Digest> diffIds,
        List<HistoryEntry> history,
        long size,
        List<Reference> tags,
        List<String> repoDigests,
        Instant tagged) {

    /** Whether no name leads to it. */
    public boolean dangling() {
        return tags.isEmpty();
    }

    /** The name to show: its first tag, else its first digest, else its id. */
    public String shownName() {
        if (!tags.isEmpty()) {
            return tags.getFirst().familiar();
        }
        return repoDigests.isEmpty() ? id.toString() : repoDigests.getFirst();
    }
}
