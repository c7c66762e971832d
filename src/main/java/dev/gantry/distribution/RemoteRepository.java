package dev.gantry.distribution;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.image.ImageDocuments;
import dev.gantry.model.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One repository of one registry, as the OCI distribution specification lets it be read. */
final class RemoteRepository {

    private static final String ACCEPT = String.join(", ", Manifest.OCI_INDEX, Manifest.DOCKER_LIST, Manifest.OCI_MANIFEST, Manifest.DOCKER_MANIFEST);
    private static final int MAX_TAGS = 10_000;
    private static final int MAX_PAGES = 200;

    private final RegistryConnection registry;
    private final ObjectMapper json;
    private final String path;

    RemoteRepository(RegistryConnection registry, ObjectMapper json, String path) {
        this.registry = registry;
        this.json = json;
        this.path = path;
    }

    /** What a token must allow for it to be read. */
    static String scope(String path) {
        return "repository:" + path + ":pull";
    }

    /** Asks for nothing but whether the registry is one (OCI distribution spec, end-1). */
    void ping() throws IOException, InterruptedException {
        registry.ping();
    }

    /** The document of this tag or digest, its digest verified where one is known (end-3). */
    Manifest manifest(String tagOrDigest, Optional<Digest> expected) throws IOException, InterruptedException {
        var response = get(registry.resolve("/v2/" + path + "/manifests/" + tagOrDigest), Map.of("Accept", ACCEPT));
        try (var body = response.body()) {
            byte[] bytes = body.readNBytes(ImageDocuments.MAX_DOCUMENT + 1);
            if (bytes.length > ImageDocuments.MAX_DOCUMENT) {
                throw new IOException("the manifest of " + path + ":" + tagOrDigest + " is larger than " + ImageDocuments.MAX_DOCUMENT + " bytes");
            }
            var digest = Digest.of(bytes);
            var said = expected.map(Digest::toString).or(() -> response.headers().firstValue("Docker-Content-Digest").filter(d -> d.startsWith("sha256:")));
            if (said.isPresent() && !said.get().equals(digest.toString())) {
                throw new IOException("manifest verification failed for digest " + said.get() + ": the content has " + digest);
            }
            String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "").trim();
            return Manifest.parse(json, bytes, type, digest);
        }
    }

    /** Opens a blob from an offset on (end-2); the answer is 206 where the registry can do that, else 200 with the whole. */
    HttpResponse<InputStream> blob(Digest digest, long offset) throws IOException, InterruptedException {
        return get(registry.resolve("/v2/" + path + "/blobs/" + digest), offset > 0 ? Map.of("Range", "bytes=" + offset + "-") : Map.of());
    }

    /** All tags (end-8a, page by page). */
    List<String> tags() throws IOException, InterruptedException {
        var tags = new ArrayList<String>();
        URI next = registry.resolve("/v2/" + path + "/tags/list?n=1000");
        for (int page = 0; next != null && page < MAX_PAGES && tags.size() < MAX_TAGS; page++) {
            var response = get(next, Map.of());
            try (var body = response.body()) {
                json.readTree(body.readNBytes(ImageDocuments.MAX_DOCUMENT)).path("tags").forEach(tag -> tags.add(tag.asText()));
            }
            next = following(next, response.headers().firstValue("Link").orElse(""));
        }
        return tags;
    }

    private static URI following(URI page, String link) throws IOException {
        var form = java.util.regex.Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?").matcher(link);
        if (!form.find()) {
            return null;
        }
        var next = page.resolve(form.group(1));
        if (!page.getHost().equals(next.getHost()) || page.getPort() != next.getPort() || !page.getScheme().equals(next.getScheme())) {
            throw new IOException("the list of tags goes on at another host: " + next.getHost());
        }
        return next;
    }

    private HttpResponse<InputStream> get(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        return registry.ask(Call.of("GET", uri, headers));
    }
}
