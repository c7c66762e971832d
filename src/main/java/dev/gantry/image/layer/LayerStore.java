package dev.gantry.image.layer;

import dev.gantry.config.Paths;
import dev.gantry.image.content.Leases;
import dev.gantry.image.tar.TarException;
import dev.gantry.linux.crypto.ContentDigest;
import dev.gantry.linux.files.Erase;
import dev.gantry.model.Digest;
import dev.gantry.model.EngineFailure;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The unpacked layers on disk (docs/formats.md, section 7). A layer is unpacked once, whoever asks for it, and counts only once its file {@code done} is there.
 */
@ApplicationScoped
public class LayerStore {

    private static final Logger LOG = Logger.getLogger(LayerStore.class);
    private static final int LINK_LETTERS = 26;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Paths paths;
    private final Leases leases;
    private final Map<Digest, Layer> layers = new ConcurrentHashMap<>();
    private final Map<Digest, Unpacking> unpacking = new HashMap<>();
    private final ExecutorService threads =
            Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()), Thread.ofPlatform().daemon().name("unpack-", 0).factory());

    @Inject
    public LayerStore(Paths paths, Leases leases) {
        this.paths = paths;
        this.leases = leases;
    }

    /** A layer's archive, compressed or not. */
    public interface Source {
        InputStream open() throws IOException;
    }

    /** Reads which layers are whole and removes the others: what a crash left half unpacked. To be called once, before anything else. */
    public void start() {
        try {
            Files.createDirectories(paths.layerLinks());
            try (var found = Files.newDirectoryStream(paths.layers())) {
                for (var directory : found) {
                    if (!directory.equals(paths.layerLinks())) {
                        adopt(directory.getFileName().toString());
                    }
                }
            }
            removeDanglingLinks();
        } catch (IOException e) {
            throw new EngineFailure("the layers in " + paths.layers() + " could not be read: " + e.getMessage(), e);
        }
    }

    /** The layer of this chain ID, if it is unpacked. */
    public Optional<Layer> find(Digest chainId) {
        return Optional.ofNullable(layers.get(chainId));
    }

    /** The chain IDs of all unpacked layers. */
    public Set<Digest> all() {
        return Set.copyOf(layers.keySet());
    }

    /** The directory of an unpacked layer's files, by its short symlink. */
    public Path files(Digest chainId) {
        return paths.layerLink(letters(chainId));
    }

    /**
     * Unpacks a layer, or waits for whoever does it already. The archive's digest must be {@code diffId}. An interrupt ends it. The caller has a lease on the chain ID.
     *
     * @param compressed bytes of the source, by which the limits are set
     */
    public Layer unpack(Digest chainId, Digest diffId, long compressed, Source source) throws IOException, InterruptedException {
        while (true) {
            Unpacking work;
            boolean mine;
            synchronized (unpacking) {
                var there = layers.get(chainId);
                if (there != null) {
                    return there;
                }
                work = unpacking.get(chainId);
                mine = work == null;
                if (mine) {
                    work = new Unpacking(() -> unpackNow(chainId, diffId, LayerLimits.of(compressed), source));
                    unpacking.put(chainId, work);
                    threads.execute(work);
                }
            }
            try {
                return work.await();
            } catch (CancellationException e) {
                // Whoever began it gave up; it is begun again for this caller.
                continue;
            } finally {
                if (mine) {
                    work.cancel();
                    synchronized (unpacking) {
                        unpacking.remove(chainId, work);
                    }
                }
            }
        }
    }

    /** Removes a layer that nothing needs; false where someone has taken a lease on it meanwhile. */
    public boolean remove(Digest chainId) throws IOException {
        boolean gone = leases.unlessHeld(chainId, () -> {
            layers.remove(chainId);
            Files.deleteIfExists(paths.layerDone(chainId.hex()));
            Files.deleteIfExists(files(chainId));
            return null;
        });
        if (gone) {
            discard(paths.layer(chainId.hex()));
        }
        return gone;
    }

    /** Erases, behind the caller's back, what was being erased when the engine last ended. */
    public void eraseTrash() {
        threads.execute(() -> {
            try (var doomed = Files.newDirectoryStream(paths.trash())) {
                for (var each : doomed) {
                    Erase.tree(each);
                }
            } catch (IOException | RuntimeException e) {
                LOG.warnf("empty %s: %s", paths.trash(), e.getMessage());
            }
        });
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    private Layer unpackNow(Digest chainId, Digest diffId, LayerLimits limits, Source source) throws IOException {
        var directory = paths.layer(chainId.hex());
        Path fs = paths.layerFiles(chainId.hex());
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            discard(directory);
        }
        boolean whole = false;
        try {
            Files.createDirectories(fs);
            long size = write(fs, diffId, limits, chainId.equals(diffId), source);
            Path done = paths.layerDone(chainId.hex());
            Path fresh = done.resolveSibling("done.new");
            Files.writeString(fresh, "version=1\ndiff_id=" + diffId + "\nsize=" + size + "\n");
            link(chainId);
            Files.move(fresh, done, StandardCopyOption.ATOMIC_MOVE);
            var layer = new Layer(chainId, diffId, size);
            layers.put(chainId, layer);
            whole = true;
            return layer;
        } finally {
            if (!whole) {
                Thread.interrupted();
                discard(directory);
                Files.deleteIfExists(files(chainId));
            }
        }
    }

    private static long write(Path fs, Digest diffId, LayerLimits limits, boolean base, Source source) throws IOException {
        var hasher = ContentDigest.of(diffId);
        try (var raw = source.open();
                var plain = digesting(Compression.open(raw), hasher);
                var writer = new LayerWriter(fs, limits, base)) {
            var buffered = new java.io.BufferedInputStream(plain, 128 * 1024);
            long size = writer.unpack(buffered);
            drain(buffered, limits);
            var found = new Digest(diffId.algorithm(), java.util.HexFormat.of().formatHex(hasher.digest()));
            if (!found.equals(diffId)) {
                throw new TarException("the layer's uncompressed content has the digest " + found + " instead of " + diffId);
            }
            return size;
        } catch (java.util.zip.ZipException | com.github.luben.zstd.ZstdIOException e) {
            throw new TarException("the layer's compressed data is damaged: " + e.getMessage());
        }
    }

    /** A stream that digests skipped bytes too; the JDK's passes them over. */
    private static DigestInputStream digesting(InputStream in, MessageDigest hasher) {
        return new DigestInputStream(in, hasher) {
            @Override
            public long skip(long count) throws IOException {
                return Math.max(0, read(new byte[(int) Math.max(0, Math.min(count, 64 * 1024))]));
            }
        };
    }

    /** Reads what follows the archive's end, so that the digest covers it; padding is small, anything long is a bomb. */
    private static void drain(InputStream in, LayerLimits limits) throws IOException {
        var buffer = new byte[64 * 1024];
        long total = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            total += count;
            limits.check(total, 0);
            if (Thread.interrupted()) {
                throw new InterruptedIOException("unpacking was cancelled");
            }
        }
    }

    private void adopt(String name) throws IOException {
        Path done = paths.layerDone(name);
        if (!Files.exists(done)) {
            discard(paths.layer(name));
            return;
        }
        var chainId = new Digest("sha256", name);
        var values = Files.readAllLines(done).stream().map(line -> line.split("=", 2)).filter(pair -> pair.length == 2).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        layers.put(chainId, new Layer(chainId, Digest.parse(values.get("diff_id")), Long.parseLong(values.get("size"))));
        link(chainId);
    }

    private void removeDanglingLinks() throws IOException {
        try (var links = Files.newDirectoryStream(paths.layerLinks(), link -> !Files.exists(link))) {
            for (var link : links) {
                Files.delete(link);
            }
        }
    }

    private void link(Digest chainId) throws IOException {
        try {
            Files.createSymbolicLink(files(chainId), paths.layerLinkTarget(chainId.hex()));
        } catch (FileAlreadyExistsException there) {
            return;
        }
    }

    private void discard(Path directory) {
        try {
            Files.createDirectories(paths.trash());
            Path doomed = paths.trash().resolve(directory.getFileName() + "-" + java.util.UUID.randomUUID());
            Files.move(directory, doomed, StandardCopyOption.ATOMIC_MOVE);
            Erase.tree(doomed);
        } catch (IOException | RuntimeException e) {
            LOG.warnf("remove %s: %s", directory, e.getMessage());
        }
    }

    /** The chain ID's first 130 bits as 26 letters of base32: short, since overlayfs takes all lower directories in one page of options. */
    private static String letters(Digest chainId) {
        var bits = new java.math.BigInteger(chainId.hex(), 16).shiftRight(256 - LINK_LETTERS * 5);
        var letters = new char[LINK_LETTERS];
        for (int i = LINK_LETTERS - 1; i >= 0; i--) {
            letters[i] = ALPHABET.charAt(bits.intValue() & 31);
            bits = bits.shiftRight(5);
        }
        return new String(letters);
    }

    /** The layers of these chain IDs; EngineFailure where one is missing. */
    public List<Layer> require(List<Digest> chain) {
        return chain.stream().map(id -> find(id).orElseThrow(() -> new EngineFailure("layer " + id + " is missing in " + paths.layers()))).toList();
    }
}
