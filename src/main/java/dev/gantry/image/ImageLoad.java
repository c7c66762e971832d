package dev.gantry.image;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.event.Events;
import dev.gantry.image.content.BlobStore;
import dev.gantry.image.content.Leases;
import dev.gantry.image.layer.Compression;
import dev.gantry.model.Digest;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.Platform;
import dev.gantry.model.Reference;
import dev.gantry.task.TaskEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes images from an archive: docker-archive (a manifest.json) or an OCI image layout (an index.json). */
@ApplicationScoped
class ImageLoad {

    private static final int MAX_IMAGES = 1_000;
    private static final int MAX_DEPTH = 4;

    private final BlobStore blobs;
    private final Leases leases;
    private final ImageDocuments documents;
    private final LayerSet layerSet;
    private final Catalog catalog;
    private final Events events;

    @Inject
    ImageLoad(BlobStore blobs, Leases leases, ImageDocuments documents, LayerSet layerSet, Catalog catalog, Events events) {
        this.blobs = blobs;
        this.leases = leases;
        this.documents = documents;
        this.layerSet = layerSet;
        this.catalog = catalog;
        this.events = events;
    }

    List<Loaded> load(InputStream archive, Consumer<TaskEvent> progress) {
        try (var lease = leases.open()) {
            var files = ArchiveFiles.read(archive, blobs, lease);
            var loaded = new ArrayList<Loaded>();
            var dockerList = files.find("manifest.json");
            if (dockerList.isPresent()) {
                for (var item : images(documents.parse(files.document(dockerList.get()), "manifest.json"))) {
                    loaded.add(dockerImage(item, files, lease, progress));
                }
                return loaded;
            }
            var index = files.find("index.json");
            if (index.isPresent()) {
                for (var item : images(documents.parse(files.document(index.get()), "index.json").path("manifests"))) {
                    ociImage(item, nameOf(item), files, lease, progress, 0).ifPresent(loaded::add);
                }
                return loaded;
            }
            throw new InvalidRequest("the archive holds no image: it has neither manifest.json nor index.json");
        } catch (dev.gantry.image.tar.TarException | java.io.EOFException | java.util.zip.ZipException | com.github.luben.zstd.ZstdIOException | dev.gantry.image.content.ContentMismatch e) {
            throw new InvalidRequest("the archive could not be loaded: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new EngineFailure("the archive could not be loaded: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new EngineFailure("loading was cancelled", e);
        }
    }

    private Loaded dockerImage(JsonNode item, ArchiveFiles files, Leases.Lease lease, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        var config = files.require(item.path("Config").asText(), "Config");
        var diffIds = documents.diffIds(files.document(config));
        var layers = new ArrayList<LayerSet.Item>();
        var described = new ArrayList<MadeManifest.Layer>();
        for (var layer : item.path("Layers")) {
            var file = files.require(layer.asText(), "Layers");
            layers.add(layer(file));
            described.add(new MadeManifest.Layer(file.digest(), file.size(), form(file)));
        }
        layerSet.unpack(diffIds, layers, lease, progress);
        var manifest = blobs.put(MadeManifest.of(config.digest(), config.size(), described), lease);
        var names = new ArrayList<Reference>();
        for (var tag : item.path("RepoTags")) {
            names.add(Reference.parse(tag.asText()));
        }
        return record(config.digest(), manifest, names);
    }

    private Optional<Loaded> ociImage(JsonNode descriptor, Optional<Reference> name, ArchiveFiles files, Leases.Lease lease, Consumer<TaskEvent> progress, int depth)
            throws IOException, InterruptedException {
        var file = files.blob(Digest.parse(descriptor.path("digest").asText()));
        var document = documents.parse(files.document(file), "manifest");
        if (document.path("manifests").isArray()) {
            if (document.has("layers") || document.has("config") || depth > MAX_DEPTH) {
                throw new InvalidRequest("the archive has a document that is both an index and a manifest");
            }
            for (var inner : images(document.path("manifests"))) {
                if (fits(inner.path("platform"))) {
                    return ociImage(inner, name, files, lease, progress, depth + 1);
                }
            }
            return Optional.empty();
        }
        var config = files.blob(Digest.parse(document.path("config").path("digest").asText()));
        var layers = new ArrayList<LayerSet.Item>();
        for (var layer : document.path("layers")) {
            layers.add(layer(files.blob(Digest.parse(layer.path("digest").asText()))));
        }
        layerSet.unpack(documents.diffIds(files.document(config)), layers, lease, progress);
        return Optional.of(record(config.digest(), file.digest(), name.map(List::of).orElse(List.of())));
    }

    private Loaded record(Digest id, Digest manifest, List<Reference> names) {
        catalog.put(id, manifest, names, () -> events.record("image", "load", id.toString(), java.util.Map.of("name", id.toString())));
        return new Loaded(id, names);
    }

    private static List<JsonNode> images(JsonNode array) {
        if (!array.isArray() || array.size() > MAX_IMAGES) {
            throw new InvalidRequest("the archive's list of images is no list, or longer than " + MAX_IMAGES);
        }
        var items = new ArrayList<JsonNode>();
        array.forEach(items::add);
        return items;
    }

    private static Optional<Reference> nameOf(JsonNode descriptor) {
        var annotations = descriptor.path("annotations");
        String name = annotations.path("io.containerd.image.name").asText("");
        return Optional.of(name).filter(text -> !text.isEmpty()).map(Reference::parse);
    }

    private static boolean fits(JsonNode platform) {
        return platform.isMissingNode()
                || Platform.host().accepts(new Platform(platform.path("os").asText(), platform.path("architecture").asText(), Optional.of(platform.path("variant").asText("")).filter(v -> !v.isEmpty())));
    }

    private Compression.Form form(ArchiveFiles.StoredFile file) throws IOException {
        try (var in = blobs.open(file.digest())) {
            return Compression.form(in);
        }
    }

    private static LayerSet.Item layer(ArchiveFiles.StoredFile file) {
        return new LayerSet.Item(file.digest(), file.size(), () -> {});
    }
}
