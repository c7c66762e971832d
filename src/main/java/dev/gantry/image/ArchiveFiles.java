package dev.gantry.image;

import dev.gantry.image.content.BlobStore;
import dev.gantry.image.content.Leases;
import dev.gantry.image.layer.Compression;
import dev.gantry.image.tar.TarEntry;
import dev.gantry.image.tar.TarException;
import dev.gantry.image.tar.TarReader;
import dev.gantry.model.Digest;
import dev.gantry.model.InvalidRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of an image archive, each in the content store. A name in the archive leads to a file of the archive or to nothing; it never becomes a path on the disk. */
final class ArchiveFiles {

    private static final int MAX_FILES = 20_000;
    private static final long FREE_BYTES = 1L << 30;
    private static final long RATIO = 200;

    /** A file of the archive, as it is stored. */
    record StoredFile(Digest digest, long size) {}

    private final BlobStore blobs;
    private final Map<String, StoredFile> files = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private final Map<Digest, StoredFile> byDigest = new HashMap<>();

    private ArchiveFiles(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** Reads an archive to its end. */
    static ArchiveFiles read(InputStream archive, BlobStore blobs, Leases.Lease lease) throws IOException {
        var result = new ArchiveFiles(blobs);
        var compressed = new long[1];
        var counted = new ProgressInput(archive, bytes -> compressed[0] = bytes);
        var tar = new TarReader(new BufferedInputStream(Compression.open(counted), 256 * 1024));
        long total = 0;
        for (var entry = tar.next(); entry != null; entry = tar.next()) {
            if (result.files.size() + result.links.size() >= MAX_FILES) {
                throw new TarException("the archive has more than " + MAX_FILES + " files");
            }
            String name = clean(entry.name());
            if (entry.kind() == TarEntry.Kind.FILE) {
                try (var ingest = blobs.ingest()) {
                    var buffer = new byte[256 * 1024];
                    for (int count = tar.read(buffer, 0, buffer.length); count >= 0; count = tar.read(buffer, 0, buffer.length)) {
                        ingest.write(buffer, 0, count);
                        total += count;
                        if (total > FREE_BYTES + RATIO * compressed[0]) {
                            throw new TarException("the archive unpacks to more than its compressed size warrants");
                        }
                    }
                    long size = ingest.size();
                    result.add(name, new StoredFile(ingest.commit(lease), size));
                }
            } else if (entry.kind() == TarEntry.Kind.SYMLINK || entry.kind() == TarEntry.Kind.HARD_LINK) {
                boolean symlink = entry.kind() == TarEntry.Kind.SYMLINK && !entry.linkTarget().startsWith("/");
                int slash = name.lastIndexOf('/');
                result.links.put(name, clean(symlink && slash >= 0 ? name.substring(0, slash) + "/" + entry.linkTarget() : entry.linkTarget()));
            }
        }
        return result;
    }

    /** The file of this name, through a link of the archive. */
    Optional<StoredFile> find(String name) throws TarException {
        String wanted = clean(name);
        wanted = links.getOrDefault(wanted, wanted);
        return Optional.ofNullable(files.get(wanted));
    }

    /** The same; InvalidRequest where there is none, saying which field named it. */
    StoredFile require(String name, String field) throws TarException {
        return find(name).orElseThrow(() -> new InvalidRequest("the archive's " + field + " names \"" + name + "\", which is not in the archive"));
    }

    /** The file of this digest. */
    StoredFile blob(Digest digest) {
        var file = byDigest.get(digest);
        if (file == null) {
            throw new InvalidRequest("the archive lacks the content of " + digest);
        }
        return file;
    }

    /** Reads a document; InvalidRequest where it is too large for one. */
    byte[] document(StoredFile file) {
        if (file.size > ImageDocuments.MAX_DOCUMENT) {
            throw new InvalidRequest("a document of the archive has " + file.size + " bytes; at most " + ImageDocuments.MAX_DOCUMENT + " are read");
        }
        return blobs.read(file.digest);
    }

    private void add(String name, StoredFile file) {
        files.put(name, file);
        byDigest.put(file.digest, file);
    }

    /** Takes {@code .} and {@code ..} out of a name; one that leads out of the archive is refused. */
    private static String clean(String name) throws TarException {
        var parts = new ArrayDeque<String>();
        for (var part : name.split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    throw new TarException("the archive has a name that leads out of it: " + name);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
