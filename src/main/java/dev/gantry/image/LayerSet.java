package dev.gantry.image;

import dev.gantry.image.content.BlobStore;
import dev.gantry.image.content.Leases;
import dev.gantry.image.layer.ChainId;
import dev.gantry.image.layer.LayerStore;
import dev.gantry.model.Digest;
import dev.gantry.model.InvalidRequest;
import dev.gantry.task.Parallel;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.LayerProgress;
import dev.gantry.task.TaskEvent.Phase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Unpacks all layers of an image, each as soon as its archive is there: with overlayfs no layer needs the one below it. */
@ApplicationScoped
public class LayerSet {

    private final LayerStore store;
    private final BlobStore blobs;

    @Inject
    LayerSet(LayerStore store, BlobStore blobs) {
        this.store = store;
        this.blobs = blobs;
    }

    /**
     * A layer's archive.
     *
     * @param size in bytes as it is stored
     * @param fetch brings it into the content store if need be
     */
    public record Item(Digest digest, long size, Parallel.Part fetch) {}

    /** Fetches and unpacks what is not there yet, several at once; the first failure ends the others. The lease holds every chain ID from here on. */
    public void unpack(List<Digest> diffIds, List<Item> layers, Leases.Lease lease, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        if (diffIds.size() != layers.size()) {
            throw new InvalidRequest("invalid manifest, layers length mismatch: expected " + diffIds.size() + ", got " + layers.size());
        }
        var chain = ChainId.of(diffIds);
        chain.forEach(lease::hold);
        layers.forEach(layer -> lease.hold(layer.digest()));
        try (var parallel = new Parallel()) {
            for (int i = 0; i < layers.size(); i++) {
                var layer = layers.get(i);
                var chainId = chain.get(i);
                var diffId = diffIds.get(i);
                parallel.start(() -> unpack(chainId, diffId, layer, progress));
            }
            parallel.await();
        }
    }

    private void unpack(Digest chainId, Digest diffId, Item layer, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        String shown = layer.digest().shortHex();
        if (store.find(chainId).isPresent() && blobs.size(layer.digest()).isPresent()) {
            progress.accept(new LayerProgress(shown, Phase.ALREADY_THERE, layer.size(), layer.size()));
            return;
        }
        progress.accept(new LayerProgress(shown, Phase.WAITING, 0, layer.size()));
        layer.fetch().run();
        store.unpack(chainId, diffId, layer.size(),
                () -> new ProgressInput(blobs.open(layer.digest()), done -> progress.accept(new LayerProgress(shown, Phase.EXTRACTING, done, layer.size()))));
        progress.accept(new LayerProgress(shown, Phase.DONE, layer.size(), layer.size()));
    }
}
