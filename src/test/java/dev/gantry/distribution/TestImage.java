package dev.gantry.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import dev.gantry.image.tar.TarBuilder;
import dev.gantry.model.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** An image made byte by byte, right or wrong. */
record TestImage(byte[] manifest, String manifestType, byte[] config, List<byte[]> layers, List<Digest> diffIds) {

    enum Form {
        PLAIN,
        GZIP,
        ZSTD
    }

    List<byte[]> blobs() {
        var all = new ArrayList<>(layers);
        all.add(config);
        return all;
    }

    static TestImage oci(Form form, String architecture, TarBuilder... layers) {
        String suffix = switch (form) {
            case PLAIN -> "";
            case GZIP -> "+gzip";
            case ZSTD -> "+zstd";
        };
        return make(form, architecture, Manifest.OCI_MANIFEST, "application/vnd.oci.image.config.v1+json", "application/vnd.oci.image.layer.v1.tar" + suffix, layers);
    }

    static TestImage schema2(TarBuilder... layers) {
        return make(Form.GZIP, "amd64", Manifest.DOCKER_MANIFEST, "application/vnd.docker.container.image.v1+json", "application/vnd.docker.image.rootfs.diff.tar.gzip", layers);
    }

    private static TestImage make(Form form, String architecture, String type, String configType, String layerType, TarBuilder... layers) {
        var tars = java.util.Arrays.stream(layers).map(TarBuilder::bytes).toList();
        var blobs = tars.stream().map(tar -> compress(form, tar)).toList();
        var diffIds = tars.stream().map(Digest::of).toList();
        byte[] config = config(architecture, diffIds);
        return new TestImage(manifest(type, configType, config, layerType, blobs), type, config, blobs, diffIds);
    }

    static byte[] config(String architecture, List<Digest> diffIds) {
        String ids = diffIds.stream().map(id -> '"' + id.toString() + '"').collect(Collectors.joining(","));
        return ("{\"architecture\":\"" + architecture + "\",\"os\":\"linux\",\"config\":{\"Cmd\":[\"/run\"]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + ids + "]}}").getBytes(UTF_8);
    }

    static byte[] manifest(String type, String configType, byte[] config, String layerType, List<byte[]> layers) {
        String list = layers.stream().map(layer -> descriptor(layerType, Digest.of(layer), layer.length)).collect(Collectors.joining(","));
        return ("{\"schemaVersion\":2,\"mediaType\":\"" + type + "\",\"config\":" + descriptor(configType, Digest.of(config), config.length) + ",\"layers\":[" + list + "]}").getBytes(UTF_8);
    }

    static byte[] index(List<TestImage> images, List<String> architectures) {
        String list = IntStream.range(0, images.size()).mapToObj(i -> {
            var image = images.get(i);
            String descriptor = descriptor(image.manifestType, Digest.of(image.manifest), image.manifest.length);
            return descriptor.substring(0, descriptor.length() - 1) + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"" + architectures.get(i) + "\"}}";
        }).collect(Collectors.joining(","));
        return ("{\"schemaVersion\":2,\"mediaType\":\"" + Manifest.OCI_INDEX + "\",\"manifests\":[" + list + "]}").getBytes(UTF_8);
    }

    static String descriptor(String type, Digest digest, long size) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size + "}";
    }

    /** The image as `docker save` writes it, under these names. */
    byte[] archive(String... names) {
        var tar = new TarBuilder().file("config.json", config, 0644, 0, 0);
        for (int i = 0; i < layers.size(); i++) {
            tar.file("layer-" + i + ".tar", layers.get(i), 0644, 0, 0);
        }
        String files = IntStream.range(0, layers.size()).mapToObj(i -> "\"layer-" + i + ".tar\"").collect(Collectors.joining(","));
        String tags = java.util.Arrays.stream(names).map(name -> '"' + name + '"').collect(Collectors.joining(","));
        return tar.file("manifest.json", "[{\"Config\":\"config.json\",\"RepoTags\":[" + tags + "],\"Layers\":[" + files + "]}]", 0644, 0, 0).bytes();
    }

    TestImage withManifest(byte[] other) {
        return new TestImage(other, manifestType, config, layers, diffIds);
    }

    private static byte[] compress(Form form, byte[] tar) {
        return switch (form) {
            case PLAIN -> tar;
            case ZSTD -> Zstd.compress(tar);
            case GZIP -> {
                var out = new ByteArrayOutputStream();
                try (var gzip = new GZIPOutputStream(out)) {
                    gzip.write(tar);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                yield out.toByteArray();
            }
        };
    }
}
