package dev.gantry.image;

import dev.gantry.image.layer.ChainId;
import dev.gantry.model.Digest;
import dev.gantry.model.Platform;
import dev.gantry.model.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What of an image never changes: its configuration and manifest, read.
 *
 * @param blobs every blob that it needs: manifest, configuration, layers
 */
record ImageFacts(
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
        List<Digest> blobs) {

    List<Digest> chain() {
        return ChainId.of(diffIds);
    }

    Image named(List<Reference> names, Instant tagged) {
        var tags = names.stream().filter(name -> name.tag().isPresent()).sorted().toList();
        var digests = names.stream().filter(name -> name.digest().isPresent()).map(Reference::familiar).sorted().toList();
        return new Image(id, manifest, platform, osVersion, created, author, comment, dockerVersion, config, diffIds, history, size, tags, digests, tagged);
    }
}
