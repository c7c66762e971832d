package dev.gantry.image.content;

import dev.gantry.linux.crypto.ContentDigest;
import dev.gantry.model.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.UUID;
import java.util.function.Function;

/** A blob that is being written: hashed on the way, and moved into the store only once its digest and size are right. Closing it without a commit leaves nothing. */
public final class Ingest extends OutputStream {

    private final Path file;
    private final Function<Digest, Path> place;
    private final MessageDigest hasher = ContentDigest.sha256();
    private final OutputStream out;
    private long size;

    Ingest(Path folder, Function<Digest, Path> place) throws IOException {
        this.file = folder.resolve(UUID.randomUUID().toString());
        this.place = place;
        this.out = Files.newOutputStream(file);
    }

    /** Bytes written so far. */
    public long size() {
        return size;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        hasher.update(bytes, offset, length);
        size += length;
    }

    /** Stores what was written under the digest that it has, which the lease holds from before it is there. */
    public Digest commit(Leases.Lease lease) throws IOException {
        var digest = Digest.of(hasher);
        lease.hold(digest);
        out.close();
        Files.move(file, place.apply(digest), StandardCopyOption.ATOMIC_MOVE);
        return digest;
    }

    /** Stores what was written if it is what {@code expected} and {@code expectedSize} say; ContentMismatch otherwise, and nothing is stored. */
    public void commit(Digest expected, long expectedSize) throws IOException {
        var found = Digest.of(hasher);
        if (!found.equals(expected)) {
            throw new ContentMismatch("filesystem layer verification failed for digest " + expected + ": the content has " + found);
        }
        if (size != expectedSize) {
            throw new ContentMismatch("unexpected size of " + expected + ": " + size + " bytes instead of " + expectedSize);
        }
        out.close();
        Files.move(file, place.apply(found), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
