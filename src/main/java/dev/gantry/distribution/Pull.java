package dev.gantry.distribution;

import dev.gantry.image.Image;
import dev.gantry.image.ImageDocuments;
import dev.gantry.image.Images;
import dev.gantry.image.LayerSet;
import dev.gantry.image.content.BlobStore;
import dev.gantry.image.content.Leases;
import dev.gantry.model.Digest;
import dev.gantry.model.NotFound;
import dev.gantry.model.Platform;
import dev.gantry.model.Reference;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings one image from a repository: manifest, configuration, layers, record, in this order, so that an image that is recorded is whole. */
@ApplicationScoped
class Pull {

    private static final int MAX_DEPTH = 4;

    private final Images images;
    private final ImageDocuments documents;
    private final LayerSet layerSet;
    private final BlobStore blobs;
    private final Leases leases;
    private final Downloads downloads;

    @Inject
    Pull(Images images, ImageDocuments documents, LayerSet layerSet, BlobStore blobs, Leases leases, Downloads downloads) {
        this.images = images;
        this.documents = documents;
        this.layerSet = layerSet;
        this.blobs = blobs;
        this.leases = leases;
        this.downloads = downloads;
    }

    /** What came: the image, and whether it is another than before under this name. */
    record Result(Image image, boolean newer) {}

    /** Brings the image of a reference with a tag or a digest. */
    Result run(RemoteRepository from, Reference reference, Optional<Platform> platform, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        String asked = reference.digest().map(Digest::toString).or(reference::tag).orElseThrow();
        var top = from.manifest(asked, reference.digest());
        var manifest = select(from, top, platform.orElse(Platform.host()), 0);
        progress.accept(new Status(asked, "Pulling from " + reference.path()));
        try (var lease = leases.open()) {
            var config = config(from, manifest, lease);
            var diffIds = documents.diffIds(config);
            if (platform.isPresent() && !platform.get().accepts(documents.platform(config))) {
                throw new NotFound("image with reference " + reference.familiar() + " was found but does not match the specified platform: wanted " + platform.get() + ", actual: " + documents.platform(config));
            }
            layerSet.unpack(diffIds, items(from, manifest, lease, progress), lease, progress);
            return record(reference, top, manifest, lease, progress);
        }
    }

    private Result record(Reference reference, Manifest top, Manifest.OfImage manifest, Leases.Lease lease, Consumer<TaskEvent> progress) throws IOException {
        var before = images.find(reference.canonical()).map(Image::id);
        var stored = blobs.put(manifest.content(), lease);
        var names = new ArrayList<Reference>(List.of(reference.withDigest(top.digest())));
        if (reference.digest().isEmpty()) {
            names.add(reference);
        }
        var image = images.register(manifest.config().digest(), stored, names, "pull", reference);
        progress.accept(new Status("", "Digest: " + top.digest()));
        return new Result(image, before.isEmpty() || !before.get().equals(image.id()));
    }

    private byte[] config(RemoteRepository from, Manifest.OfImage manifest, Leases.Lease lease) throws IOException, InterruptedException {
        lease.hold(manifest.config().digest());
        downloads.fetch(from, manifest.config(), event -> {});
        return blobs.read(manifest.config().digest());
    }

    private List<LayerSet.Item> items(RemoteRepository from, Manifest.OfImage manifest, Leases.Lease lease, Consumer<TaskEvent> progress) {
        var items = new ArrayList<LayerSet.Item>();
        for (var layer : manifest.layers()) {
            lease.hold(layer.digest());
            items.add(new LayerSet.Item(layer.digest(), layer.size(), () -> downloads.fetch(from, layer, progress)));
        }
        return items;
    }

    private static Manifest.OfImage select(RemoteRepository from, Manifest found, Platform platform, int depth) throws IOException, InterruptedException {
        return switch (found) {
            case Manifest.OfImage image -> image;
            case Manifest.Index index -> {
                var offer = index.select(platform).orElseThrow(() -> new NotFound("no matching manifest for " + platform + " in the manifest list entries"));
                if (depth == MAX_DEPTH) {
                    throw new IOException("the index " + index.digest() + " leads through too many others");
                }
                var digest = offer.descriptor().digest();
                yield select(from, from.manifest(digest.toString(), Optional.of(digest)), platform, depth + 1);
            }
        };
    }
}
