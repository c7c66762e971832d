package dev.gantry.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.image.content.BlobStore;
import dev.gantry.image.content.Leases;
import dev.gantry.image.layer.Compression;
import dev.gantry.model.Digest;
import dev.gantry.model.NotFound;
import dev.gantry.task.Parallel;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.LayerProgress;
import dev.gantry.task.TaskEvent.Phase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Makes an image ready to leave this machine. What was pulled leaves as it came, byte by byte. What was loaded as plain archives is compressed at its first push and kept so: every later push sends the same
 * bytes, and the plain archives go.
 */
@ApplicationScoped
class LayerPacking {

    private static final int BUFFER = 256 * 1024;

    private final Catalog catalog;
    private final ImageDocuments documents;
    private final BlobStore blobs;
    private final ReentrantLock packing = new ReentrantLock();

    @Inject
    LayerPacking(Catalog catalog, ImageDocuments documents, BlobStore blobs) {
        this.catalog = catalog;
        this.documents = documents;
        this.blobs = blobs;
    }

    /** The manifest to send, which the lease holds with all that it names; NotFound where the image was removed meanwhile. */
    Digest pack(Digest id, Leases.Lease lease, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        // One at a time: a second push of the same image finds it packed.
        packing.lockInterruptibly();
        try {
            catalog.blobsOf(id).forEach(lease::hold);
            var image = catalog.held(id).orElseThrow(() -> new NotFound("No such image: " + id));
            var document = documents.parse(blobs.read(image.manifest()), "manifest");
            boolean plain = false;
            for (var layer : document.path("layers")) {
                plain |= isPlain(layer);
            }
            if (!plain || !document.path("mediaType").asText().equals(MadeManifest.TYPE)) {
                return image.manifest();
            }
            var packed = blobs.put(compressed(document, image, lease, progress), lease);
            catalog.replaceManifest(id, packed);
            return packed;
        } finally {
            packing.unlock();
        }
    }

    private byte[] compressed(JsonNode document, Image image, Leases.Lease lease, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        var from = document.path("layers");
        var layers = new MadeManifest.Layer[from.size()];
        try (var parallel = Parallel.computing("pack")) {
            for (int i = 0; i < layers.length; i++) {
                int index = i;
                parallel.start(() -> layers[index] = compressed(from.path(index), image.diffIds().get(index), lease, progress));
            }
            parallel.await();
        }
        var config = document.path("config");
        return MadeManifest.of(Digest.parse(config.path("digest").asText()), config.path("size").asLong(), Arrays.asList(layers));
    }

    private MadeManifest.Layer compressed(JsonNode layer, Digest diffId, Leases.Lease lease, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        var digest = Digest.parse(layer.path("digest").asText());
        long size = layer.path("size").asLong();
        if (!isPlain(layer)) {
            try (var in = blobs.open(digest)) {
                return new MadeManifest.Layer(digest, size, Compression.form(in));
            }
        }
        try (var in = new ProgressInput(blobs.open(digest), done -> progress.accept(new LayerProgress(diffId.shortHex(), Phase.COMPRESSING, done, size)));
                var ingest = blobs.ingest()) {
            // Not closed: it would close the ingest before its commit. Its header carries no time, so the same archive gives the same bytes.
            var gzip = new GZIPOutputStream(ingest, BUFFER);
            var buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                gzip.write(buffer, 0, count);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            gzip.finish();
            long packed = ingest.size();
            return new MadeManifest.Layer(ingest.commit(lease), packed, Compression.Form.GZIP);
        }
    }

    private static boolean isPlain(JsonNode layer) {
        return layer.path("mediaType").asText().equals(MadeManifest.PLAIN_LAYER);
    }
}
