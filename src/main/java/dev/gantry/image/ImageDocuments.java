package dev.gantry.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.image.content.BlobStore;
import dev.gantry.image.layer.ChainId;
import dev.gantry.image.layer.LayerStore;
import dev.gantry.model.Digest;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads an image's configuration and manifest (OCI image spec, "Image Configuration", "Image Manifest"; Docker's schema 2 has the same fields). Labels are data, they steer nothing. */
@ApplicationScoped
public class ImageDocuments {

    /** The largest configuration or manifest that is read. */
    public static final int MAX_DOCUMENT = 4 << 20;

    /** More layers than overlayfs takes at once, or than any image has. */
    public static final int MAX_LAYERS = 500;

    private final ObjectMapper json;
    private final BlobStore blobs;
    private final LayerStore layers;

    @Inject
    ImageDocuments(ObjectMapper json, BlobStore blobs, LayerStore layers) {
        this.json = json;
        this.blobs = blobs;
        this.layers = layers;
    }

    /** The diff IDs that a configuration names, base first; InvalidRequest where it is not the configuration of an image. */
    public List<Digest> diffIds(byte[] configuration) {
        var rootfs = parse(configuration, "image configuration").path("rootfs");
        if (!rootfs.path("type").asText().equals("layers")) {
            throw new InvalidRequest("invalid image configuration: rootfs is not made of layers");
        }
        var ids = strings(rootfs.path("diff_ids")).stream().map(Digest::parse).toList();
        if (ids.size() > MAX_LAYERS) {
            throw new InvalidRequest("the image has " + ids.size() + " layers; at most " + MAX_LAYERS + " are supported");
        }
        return ids;
    }

    /** The platform that a configuration names. */
    public Platform platform(byte[] configuration) {
        return platform(parse(configuration, "image configuration"));
    }

    /** Parses JSON that came from outside; InvalidRequest where it is none. */
    public JsonNode parse(byte[] document, String what) {
        try {
            if (document.length > MAX_DOCUMENT) {
                throw new InvalidRequest(what + " of " + document.length + " bytes: at most " + MAX_DOCUMENT + " are read");
            }
            var tree = json.readTree(document);
            if (!tree.isObject() && !tree.isArray()) {
                throw new InvalidRequest("invalid " + what + ": no JSON object");
            }
            return tree;
        } catch (IOException e) {
            throw new InvalidRequest("invalid " + what + ": " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    /** Reads what the store has of an image whose layers are unpacked. */
    ImageFacts read(Digest id, Digest manifest) {
        var document = blobs.read(id);
        var top = parse(document, "image configuration");
        var diffIds = diffIds(document);
        var unpacked = layers.require(ChainId.of(diffIds));
        var sizes = unpacked.stream().map(dev.gantry.image.layer.Layer::size).toList();
        var needed = new ArrayList<>(List.of(id, manifest));
        parse(blobs.read(manifest), "manifest").path("layers").forEach(layer -> needed.add(Digest.parse(layer.path("digest").asText())));
        return new ImageFacts(id, manifest, platform(top), text(top, "os.version"), time(top.path("created")), top.path("author").asText(""), top.path("comment").asText(""),
                top.path("docker_version").asText(""), config(top.path("config")), diffIds, history(top.path("history"), sizes), sizes.stream().mapToLong(Long::longValue).sum(), List.copyOf(needed));
    }

    private static Platform platform(JsonNode top) {
        return new Platform(text(top, "os").orElse("linux"), text(top, "architecture").orElse(Platform.host().architecture()), text(top, "variant"));
    }

    private static ImageConfig config(JsonNode config) {
        var healthcheck = config.path("Healthcheck");
        return new ImageConfig(config.path("User").asText(""), strings(config.path("Env")), strings(config.path("Entrypoint")), strings(config.path("Cmd")),
                config.path("WorkingDir").asText(""), labels(config.path("Labels")), keys(config.path("ExposedPorts")), keys(config.path("Volumes")), text(config, "StopSignal"),
                strings(config.path("Shell")), strings(config.path("OnBuild")), config.path("ArgsEscaped").asBoolean(), healthcheck.isObject() ? Optional.of(healthcheck) : Optional.empty());
    }

    private static List<HistoryEntry> history(JsonNode history, List<Long> sizes) {
        var entries = new ArrayList<HistoryEntry>();
        int layer = 0;
        for (var step : history) {
            boolean empty = step.path("empty_layer").asBoolean();
            long size = empty || layer >= sizes.size() ? 0 : sizes.get(layer++);
            entries.add(new HistoryEntry(time(step.path("created")), step.path("created_by").asText(""), step.path("author").asText(""), step.path("comment").asText(""), empty, size));
        }
        return List.copyOf(entries);
    }

    private static Optional<Instant> time(JsonNode node) {
        if (!node.isTextual()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(node.asText()).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode object, String field) {
        return Optional.of(object.path(field).asText("")).filter(value -> !value.isEmpty());
    }

    private static List<String> strings(JsonNode array) {
        var values = new ArrayList<String>();
        array.forEach(value -> values.add(value.asText()));
        return List.copyOf(values);
    }

    private static java.util.SortedSet<String> keys(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return Collections.unmodifiableSortedSet(names);
    }

    private static Map<String, String> labels(JsonNode object) {
        var labels = new LinkedHashMap<String, String>();
        object.fields().forEachRemaining(field -> labels.put(field.getKey(), field.getValue().asText("")));
        return Collections.unmodifiableMap(labels);
    }
}
