package dev.gantry.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.image.ImageDocuments;
import dev.gantry.model.Digest;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a registry has under a tag or digest: the manifest of one image, or a list of them by platform (OCI image spec, "Image Manifest", "Image Index"; Docker's schema 2). */
sealed interface Manifest {

    String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    /** The digest that its content has. */
    Digest digest();

    /** The manifest of one image. */
    record OfImage(Digest digest, String mediaType, byte[] content, Descriptor config, List<Descriptor> layers) implements Manifest {}

    /** Manifests by platform. */
    record Index(Digest digest, List<Offer> offers) implements Manifest {

        /** The best for a platform: the named variant first, else the first that fits. */
        Optional<Offer> select(Platform wanted) {
            return offers.stream().filter(offer -> wanted.accepts(offer.platform()) && offer.platform().variant().equals(wanted.variant())).findFirst()
                    .or(() -> offers.stream().filter(offer -> wanted.accepts(offer.platform())).findFirst());
        }
    }

    /** One entry of an index. */
    record Offer(Descriptor descriptor, Platform platform) {}

    /** What is said of a blob before it is fetched. */
    record Descriptor(String mediaType, Digest digest, long size) {}

    Set<String> CONFIGS = Set.of("application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json");
    Set<String> LAYERS = Set.of("application/vnd.oci.image.layer.v1.tar", "application/vnd.oci.image.layer.v1.tar+gzip", "application/vnd.oci.image.layer.v1.tar+zstd",
            "application/vnd.docker.image.rootfs.diff.tar", "application/vnd.docker.image.rootfs.diff.tar.gzip", "application/vnd.docker.image.rootfs.diff.tar.zstd");

    /** Reads a document whose type is {@code contentType}. One that could be taken for either form, or says another type of itself, is refused: two readers would disagree on what was pulled (CVE-2021-41190). */
    static Manifest parse(ObjectMapper json, byte[] content, String contentType, Digest digest) throws IOException {
        JsonNode top;
        try {
            top = json.readTree(content);
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new IOException("the manifest " + digest + " is no JSON", e);
        }
        String inner = top.path("mediaType").asText("");
        if (!inner.isEmpty() && !contentType.isEmpty() && !contentType.equals("application/json") && !inner.equals(contentType)) {
            throw new IOException("the manifest " + digest + " says it is " + inner + ", but the registry sent it as " + contentType);
        }
        boolean index = top.has("manifests");
        boolean image = top.has("layers") || top.has("config");
        String type = inner.isEmpty() ? contentType : inner;
        if (index == image || top.has("fsLayers")) {
            throw new IOException(top.path("schemaVersion").asInt() == 1
                    ? "support for Docker image format v1 and Docker image manifest version 2, schema 1 was removed: push the image again with a newer builder"
                    : "the manifest " + digest + " is " + (index ? "both an index and an image" : "neither an index nor an image"));
        }
        boolean typedIndex = type.equals(OCI_INDEX) || type.equals(DOCKER_LIST);
        boolean typedImage = type.equals(OCI_MANIFEST) || type.equals(DOCKER_MANIFEST);
        if ((index && typedImage) || (image && typedIndex)) {
            throw new IOException("the manifest " + digest + " is not what its type " + type + " says");
        }
        return index ? index(top, digest) : image(top, digest, typedImage ? type : OCI_MANIFEST, content);
    }

    private static Manifest image(JsonNode top, Digest digest, String type, byte[] content) throws IOException {
        var config = descriptor(top.path("config"));
        if (!CONFIGS.contains(config.mediaType())) {
            throw new IOException("the manifest " + digest + " is not that of an image to run: its configuration is of type " + config.mediaType());
        }
        if (config.size() > ImageDocuments.MAX_DOCUMENT) {
            throw new IOException("the configuration of " + digest + " is larger than " + ImageDocuments.MAX_DOCUMENT + " bytes");
        }
        var layers = new ArrayList<Descriptor>();
        for (var each : top.path("layers")) {
            var layer = descriptor(each);
            if (!LAYERS.contains(layer.mediaType())) {
                throw new IOException("the manifest " + digest + " has a layer of unsupported type " + layer.mediaType());
            }
            layers.add(layer);
            if (layers.size() > ImageDocuments.MAX_LAYERS) {
                throw new IOException("the manifest " + digest + " has more than " + ImageDocuments.MAX_LAYERS + " layers");
            }
        }
        return new OfImage(digest, type, content, config, List.copyOf(layers));
    }

    private static Manifest index(JsonNode top, Digest digest) throws IOException {
        var offers = new ArrayList<Offer>();
        for (var each : top.path("manifests")) {
            var platform = each.path("platform");
            if (platform.isObject()) {
                var variant = Optional.of(platform.path("variant").asText("")).filter(v -> !v.isEmpty());
                offers.add(new Offer(descriptor(each), new Platform(platform.path("os").asText(), platform.path("architecture").asText(), variant)));
            }
        }
        return new Index(digest, List.copyOf(offers));
    }

    private static Descriptor descriptor(JsonNode node) throws IOException {
        try {
            long size = node.path("size").asLong(-1);
            if (size < 0) {
                throw new IOException("a manifest names content without its size");
            }
            return new Descriptor(node.path("mediaType").asText(), Digest.parse(node.path("digest").asText()), size);
        } catch (InvalidRequest e) {
            throw new IOException("a manifest names content by an " + e.getMessage(), e);
        }
    }
}
