package dev.gantry.distribution;

import dev.gantry.model.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** One repository of one registry, as the OCI distribution specification lets it be written ("Push"). */
final class PushTarget {

    private static final String DIGEST = "Docker-Content-Digest";

    private final RegistryConnection registry;
    private final String path;

    PushTarget(RegistryConnection registry, String path) {
        this.registry = registry;
        this.path = path;
    }

    /** What a token must allow for it to be written. */
    static String scope(String path) {
        return "repository:" + path + ":pull,push";
    }

    /** Asks for nothing but whether the registry is one (end-1). */
    void ping() throws IOException, InterruptedException {
        registry.ping();
    }

    /** Whether the repository has this blob (end-2); a registry that doesn't say is taken for one that lacks it, and says why at the upload. */
    boolean has(Digest blob) throws IOException, InterruptedException {
        try (var nothing = registry.ask(Call.of("HEAD", registry.resolve("/v2/" + path + "/blobs/" + blob), Map.of())).body()) {
            return true;
        } catch (RegistryAnswer e) {
            return false;
        }
    }

    /** Begins an upload (end-4a) and returns where it goes on. */
    URI begin() throws IOException, InterruptedException {
        return begin("").orElseThrow(() -> new IOException("the registry says that an upload to " + path + " is done before it began"));
    }

    /** Asks for a blob to be taken over from another repository of the registry (end-11); where it can't, an upload has begun and goes on at the address returned. */
    Optional<URI> mount(Digest blob, String from) throws IOException, InterruptedException {
        return begin("?mount=" + encoded(blob.toString()) + "&from=" + encoded(from));
    }

    /** Sends a blob whole to where its upload goes on (end-6). */
    void send(URI upload, Digest blob, Call.Source content, long size) throws IOException, InterruptedException {
        var target = URI.create(upload + (upload.getRawQuery() == null ? "?" : "&") + "digest=" + encoded(blob.toString()));
        var response = registry.ask(Call.of("PUT", target, content, size));
        response.body().close();
        if (response.statusCode() != 201) {
            throw new IOException("Put \"" + target + "\": unexpected status " + response.statusCode() + " at the end of an upload");
        }
    }

    /** Gives a manifest a tag (end-7); the registry must know it by the same digest. */
    void tag(String tag, String type, byte[] manifest) throws IOException, InterruptedException {
        var response = registry.ask(Call.of("PUT", registry.resolve("/v2/" + path + "/manifests/" + tag), type, manifest));
        response.body().close();
        var ours = Digest.of(manifest).toString();
        var theirs = response.headers().firstValue(DIGEST).filter(digest -> digest.startsWith("sha256:"));
        if (theirs.isPresent() && !theirs.get().equals(ours)) {
            throw new IOException("the registry has " + path + ":" + tag + " as " + theirs.get() + ", what was pushed is " + ours);
        }
    }

    private Optional<URI> begin(String query) throws IOException, InterruptedException {
        var uri = registry.resolve("/v2/" + path + "/blobs/uploads/" + query);
        var response = registry.ask(Call.of("POST", uri, Map.of()));
        response.body().close();
        if (response.statusCode() == 201) {
            return Optional.empty();
        }
        String location = response.headers().firstValue("Location").orElseThrow(() -> new IOException("Post \"" + uri + "\": the registry began an upload without saying where it goes on"));
        return Optional.of(Transport.onward(response.uri(), location));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
