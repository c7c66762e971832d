package dev.gantry.distribution;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.image.Images;
import dev.gantry.image.LayerSet;
import dev.gantry.image.content.BlobStore;
import dev.gantry.image.content.Leases;
import dev.gantry.image.tar.TarWriter;
import dev.gantry.model.Digest;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.Platform;
import dev.gantry.model.Reference;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * The image hello-world that comes with Gantry: its static program is compiled from this repository for the machine that it runs on. The engine's own registry serves it, and it stands in for Docker Hub's where
 * no connection can be made.
 */
@ApplicationScoped
public class SampleImage {

    /** The repository that the engine's own registry has it in. */
    public static final String REPOSITORY = "library/hello-world";

    /** Its only tag. */
    public static final String TAG = "latest";

    private static final String PROGRAM = "/linux-native/hello";
    private static final String CREATED = "2026-11-23T00:00:00Z";

    private final ObjectMapper json;
    private final BlobStore blobs;
    private final Leases leases;
    private final LayerSet layerSet;
    private final Images images;
    private Content content;

    @Inject
    SampleImage(ObjectMapper json, BlobStore blobs, Leases leases, LayerSet layerSet, Images images) {
        this.json = json;
        this.blobs = blobs;
        this.leases = leases;
        this.layerSet = layerSet;
        this.images = images;
    }

    /** The sample's documents and its layer; they are the same bytes whenever they are made of the same program. */
    public record Content(byte[] manifest, byte[] config, byte[] layer, Digest diffId) {

        /** What its registry has, by digest. */
        public Map<Digest, byte[]> blobs() {
            return Map.of(Digest.of(config), config, Digest.of(layer), layer);
        }
    }

    /** The sample, made at first need. */
    public synchronized Content content() {
        if (content == null) {
            try {
                content = make();
            } catch (IOException e) {
                throw new EngineFailure("the sample image could not be made: " + e.getMessage(), e);
            }
        }
        return content;
    }

    /** Whether the sample may stand in for this image of Docker Hub. */
    boolean standsFor(Reference reference) {
        return reference.domain().equals(Reference.DOCKER_HUB) && reference.path().equals(REPOSITORY) && reference.digest().isEmpty() && reference.tag().orElse("").equals(TAG);
    }

    /** Records the sample under this name, saying that it is the sample and why; no digest of Docker Hub is recorded, since it is not its image. */
    Pulled install(Reference reference, String why, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        var sample = content();
        var layer = Digest.of(sample.layer);
        progress.accept(new Status("", "Docker Hub can't be reached (" + why + ")"));
        progress.accept(new Status(TAG, "Using the hello-world that comes with Gantry, not Docker Hub's"));
        try (var lease = leases.open()) {
            var id = blobs.put(sample.config, lease);
            var manifest = blobs.put(sample.manifest, lease);
            layerSet.unpack(List.of(sample.diffId), List.of(new LayerSet.Item(layer, sample.layer.length, () -> blobs.put(sample.layer, lease))), lease, progress);
            var before = images.find(reference.canonical());
            var image = images.register(id, manifest, List.of(reference), "pull", reference);
            boolean newer = before.isEmpty() || !before.get().id().equals(image.id());
            progress.accept(new Status("", (newer ? "Status: Installed Gantry's own sample as " : "Status: Gantry's own sample is up to date as ") + reference.familiar()));
            return new Pulled(reference, List.of(id), newer);
        }
    }

    private Content make() throws IOException {
        byte[] tar = new TarWriter().file("hello", program(), 0755).finish();
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(tar);
        }
        byte[] layer = compressed.toByteArray();
        var diffId = Digest.of(tar);
        byte[] config = json.writeValueAsBytes(config(diffId));
        var manifest = json.createObjectNode().put("schemaVersion", 2).put("mediaType", Manifest.OCI_MANIFEST);
        manifest.set("config", descriptor("application/vnd.oci.image.config.v1+json", config));
        manifest.putArray("layers").add(descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer));
        return new Content(json.writeValueAsBytes(manifest), config, layer, diffId);
    }

    private ObjectNode config(Digest diffId) {
        var config = json.createObjectNode().put("architecture", Platform.host().architecture()).put("os", "linux").put("created", CREATED);
        var run = config.putObject("config").put("WorkingDir", "/");
        run.putArray("Env").add("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        run.putArray("Cmd").add("/hello");
        config.putArray("history").addObject().put("created", CREATED).put("created_by", "gantry: /hello");
        config.putObject("rootfs").put("type", "layers").putArray("diff_ids").add(diffId.toString());
        return config;
    }

    private ObjectNode descriptor(String type, byte[] bytes) {
        return json.createObjectNode().put("mediaType", type).put("digest", Digest.of(bytes).toString()).put("size", bytes.length);
    }

    private static byte[] program() throws IOException {
        try (InputStream in = SampleImage.class.getResourceAsStream(PROGRAM)) {
            if (in == null) {
                throw new IOException("this build has no " + PROGRAM);
            }
            return in.readAllBytes();
        }
    }
}
