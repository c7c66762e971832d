package dev.gantry.image;

import dev.gantry.image.content.BlobStore;
import dev.gantry.image.content.Leases;
import dev.gantry.image.layer.LayerStore;
import dev.gantry.model.Digest;
import dev.gantry.model.EngineFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Removes the blobs and layers that no image needs and no work has a lease on. */
@ApplicationScoped
class Collector {

    private final Catalog catalog;
    private final BlobStore blobs;
    private final LayerStore layers;
    private final Leases leases;

    @Inject
    Collector(Catalog catalog, BlobStore blobs, LayerStore layers, Leases leases) {
        this.catalog = catalog;
        this.blobs = blobs;
        this.layers = layers;
        this.leases = leases;
    }

    /** Collects; returns the chain IDs of the layers that went. */
    synchronized List<Digest> collect() {
        try {
            leases.beginCollection();
            var gone = new ArrayList<Digest>();
            var candidates = layers.all();
            var neededLayers = catalog.neededLayers();
            for (var chainId : candidates) {
                if (!neededLayers.contains(chainId) && layers.remove(chainId)) {
                    gone.add(chainId);
                }
            }
            var stored = blobs.all();
            var neededBlobs = catalog.neededBlobs();
            for (var digest : stored) {
                if (!neededBlobs.contains(digest)) {
                    blobs.remove(digest);
                }
            }
            return gone;
        } catch (IOException e) {
            throw new EngineFailure("what no image needs could not be removed: " + e.getMessage(), e);
        }
    }
}
