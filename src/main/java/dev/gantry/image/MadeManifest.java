package dev.gantry.image;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gantry.image.layer.Compression;
import dev.gantry.model.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The manifest of an image that came without one: Docker's schema 2, as its configuration is Docker's and the oldest registries take it. */
final class MadeManifest {

    /** The type of an archive that is not compressed. It stays on this machine: what leaves it is compressed first. */
    static final String PLAIN_LAYER = "application/vnd.docker.image.rootfs.diff.tar";

    static final String TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    private static final String CONFIG = "application/vnd.docker.container.image.v1+json";

    private MadeManifest() {}

    /** A layer's archive in the store. */
    record Layer(Digest digest, long size, Compression.Form form) {

        private String type() {
            return form == Compression.Form.PLAIN ? PLAIN_LAYER : PLAIN_LAYER + "." + form.name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same bytes for the same parts. */
    static byte[] of(Digest config, long configSize, List<Layer> layers) {
        var top = JsonNodeFactory.instance.objectNode().put("schemaVersion", 2).put("mediaType", TYPE);
        top.set("config", descriptor(CONFIG, config, configSize));
        var list = top.putArray("layers");
        layers.forEach(layer -> list.add(descriptor(layer.type(), layer.digest, layer.size)));
        return top.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode descriptor(String type, Digest digest, long size) {
        return JsonNodeFactory.instance.objectNode().put("mediaType", type).put("size", size).put("digest", digest.toString());
    }
}
