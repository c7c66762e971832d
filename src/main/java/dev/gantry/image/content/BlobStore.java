package dev.gantry.image.content;

import dev.gantry.config.Paths;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.files.Erase;
import dev.gantry.model.Digest;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.InvalidRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** Every blob once, by its digest, in an OCI image layout (OCI image spec, "Image Layout"; docs/formats.md, section 7). */
@ApplicationScoped
public class BlobStore {

    private final Paths paths;
    private final Leases leases;

    @Inject
    public BlobStore(Paths paths, Leases leases) {
        this.paths = paths;
        this.leases = leases;
    }

    /** Makes the folders and removes what was being written when the engine last ended. To be called once, before anything else. */
    public void start() {
        try {
            Files.createDirectories(paths.blobs());
            Erase.tree(paths.ingest());
            Files.createDirectories(paths.ingest());
            if (!Files.exists(paths.ociLayout())) {
                Files.writeString(paths.ociLayout(), "{\"imageLayoutVersion\":\"1.0.0\"}");
            }
        } catch (IOException | KernelException e) {
            throw new EngineFailure("the content store in " + paths.store() + " could not be prepared: " + e.getMessage(), e);
        }
    }

    /** The size of a blob, empty where it is not here. */
    public OptionalLong size(Digest digest) {
        try {
            return OptionalLong.of(Files.size(path(digest)));
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new EngineFailure("blob " + digest + ": " + e.getMessage(), e);
        }
    }

    /** The file of a blob, which may not be there. */
    public Path path(Digest digest) {
        if (!digest.algorithm().equals("sha256")) {
            throw new InvalidRequest("unsupported digest algorithm \"" + digest.algorithm() + "\": only sha256 content is stored");
        }
        return paths.blob(digest.hex());
    }

    /** Opens a blob. */
    public InputStream open(Digest digest) throws IOException {
        return Files.newInputStream(path(digest));
    }

    /** Reads a small blob whole, such as a manifest. */
    public byte[] read(Digest digest) {
        try {
            return Files.readAllBytes(path(digest));
        } catch (IOException e) {
            throw new EngineFailure("blob " + digest + " could not be read: " + e.getMessage(), e);
        }
    }

    /** Begins a new blob. */
    public Ingest ingest() throws IOException {
        return new Ingest(paths.ingest(), this::path);
    }

    /** Stores a small blob and returns its digest, which the lease holds. */
    public Digest put(byte[] content, Leases.Lease lease) throws IOException {
        try (var ingest = ingest()) {
            ingest.write(content, 0, content.length);
            return ingest.commit(lease);
        }
    }

    /** All blobs that are here. */
    public Set<Digest> all() throws IOException {
        var found = new HashSet<Digest>();
        try (var files = Files.newDirectoryStream(paths.blobs())) {
            files.forEach(file -> found.add(new Digest("sha256", file.getFileName().toString())));
        }
        return found;
    }

    /** Removes a blob that nothing needs; false where someone has taken a lease on it meanwhile. */
    public boolean remove(Digest digest) throws IOException {
        return leases.unlessHeld(digest, () -> Files.deleteIfExists(path(digest)));
    }
}
