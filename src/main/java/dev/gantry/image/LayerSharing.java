package dev.gantry.image;

import dev.gantry.model.Digest;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How images share their layers.
 *
 * @param total bytes of all layers, each counted once
 * @param shared by the id of an image, the bytes of those of its layers that another has too
 */
public record LayerSharing(long total, Map<Digest, Long> shared) {

    /** A layer of an image: its chain ID, and the bytes of its files. */
    record Part(Digest chainId, long size) {}

    static LayerSharing of(Map<Digest, List<Part>> images) {
        Map<Digest, Long> sizes = new HashMap<>();
        Map<Digest, Integer> users = new HashMap<>();
        images.values().stream().flatMap(Collection::stream).forEach(part -> {
            sizes.put(part.chainId(), part.size());
            users.merge(part.chainId(), 1, Integer::sum);
        });
        Map<Digest, Long> shared = new LinkedHashMap<>();
        images.forEach((image, parts) -> shared.put(image, parts.stream().filter(part -> users.get(part.chainId()) > 1).mapToLong(Part::size).sum()));
        return new LayerSharing(sizes.values().stream().mapToLong(Long::longValue).sum(), shared);
    }
}
