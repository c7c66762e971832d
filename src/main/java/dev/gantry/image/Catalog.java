package dev.gantry.image;

import dev.gantry.model.Digest;
import dev.gantry.model.GantryException;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotFound;
import dev.gantry.model.Reference;
import dev.gantry.record.DbWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/** Which images are here and what they are called: in memory, and in the database for the next start. A change is in the database before anyone sees it. Changes exclude each other; a query never waits for the database, since it may come from the writer's own thread. */
@ApplicationScoped
class Catalog {

    private static final Logger LOG = Logger.getLogger(Catalog.class);

    private record Entry(ImageFacts facts, Instant tagged, boolean retired) {}

    private final DbWriter writer;
    private final ImageDocuments documents;
    private final ReentrantLock changes = new ReentrantLock();
    private final Map<Digest, Entry> entries = new HashMap<>();
    private final TreeMap<Reference, Digest> names = new TreeMap<>();

    @Inject
    Catalog(DbWriter writer, ImageDocuments documents) {
        this.writer = writer;
        this.documents = documents;
    }

    /** Reads the records. One whose content is damaged is forgotten, and said so: its image can be pulled again. */
    void start() {
        for (var row : writer.write(ImageRow::all)) {
            try {
                var facts = documents.read(Digest.parse(row.id), Digest.parse(row.manifest));
                entries.put(facts.id(), new Entry(facts, nanos(row.taggedNano), row.retired));
            } catch (GantryException e) {
                LOG.errorf("image %s is no longer whole and is forgotten: %s", row.id, e.getMessage());
                writer.write(() -> delete(row.id));
            }
        }
        for (var row : writer.write(ImageNameRow::all)) {
            var image = Digest.parse(row.image);
            if (entries.containsKey(image)) {
                names.put(Reference.parse(row.name), image);
            }
        }
    }

    /** The image that a name, {@code name@digest}, id or unambiguous beginning of an id means. */
    synchronized Optional<Image> resolve(String text) {
        var whole = wholeId(text);
        if (whole.isPresent()) {
            return held(whole.get()).filter(image -> !entries.get(image.id()).retired);
        }
        var named = named(text);
        return named.isPresent() ? named.flatMap(this::held) : byPrefix(text);
    }

    /** The name that this text leads to an image by; empty where it is an id or leads nowhere. */
    synchronized Optional<Reference> nameOf(String text) {
        if (wholeId(text).isPresent()) {
            return Optional.empty();
        }
        return parse(text).map(Catalog::stored).filter(names::containsKey);
    }

    synchronized Optional<Image> held(Digest id) {
        return Optional.ofNullable(entries.get(id)).map(entry -> entry.facts.named(namesOf(id), entry.tagged));
    }

    synchronized boolean isRetired(Digest id) {
        return entries.containsKey(id) && entries.get(id).retired;
    }

    synchronized List<Image> list() {
        return entries.values().stream().filter(entry -> !entry.retired).map(entry -> entry.facts.named(namesOf(entry.facts.id()), entry.tagged))
                .sorted(Comparator.comparing((Image image) -> image.created().orElse(Instant.EPOCH)).reversed().thenComparing(image -> image.id().hex())).toList();
    }

    /** The names of an image, tags and digests. */
    synchronized List<Reference> namesOf(Digest id) {
        return names.entrySet().stream().filter(entry -> entry.getValue().equals(id)).map(Map.Entry::getKey).toList();
    }

    /** Adds an image, or names to one; each name is taken from the image that had it. {@code alsoWritten} is part of the transaction. */
    Image put(Digest id, Digest manifest, Collection<Reference> added, Runnable alsoWritten) {
        changes.lock();
        try {
            var facts = factsOf(id).orElseGet(() -> documents.read(id, manifest));
            var now = Instant.now();
            writer.write(() -> {
                store(id, manifest, added, now);
                alsoWritten.run();
                return null;
            });
            synchronized (this) {
                entries.put(id, new Entry(facts, now, false));
                added.forEach(name -> names.put(name, id));
                return held(id).orElseThrow();
            }
        } finally {
            changes.unlock();
        }
    }

    /** Adds a name without touching the time when the image was last tagged. */
    void name(Digest id, Reference name) {
        changes.lock();
        try {
            writer.write(() -> storeName(id, name));
            synchronized (this) {
                names.put(name, id);
            }
        } finally {
            changes.unlock();
        }
    }

    /** Gives an image another manifest of the same configuration, whose content is stored; NotFound where the image was removed meanwhile. */
    void replaceManifest(Digest id, Digest manifest) {
        changes.lock();
        try {
            var facts = documents.read(id, manifest);
            if (factsOf(id).isEmpty()) {
                throw new NotFound("No such image: " + id);
            }
            writer.write(() -> ImageRow.update("manifest = ?1 where id = ?2", manifest.toString(), id.toString()));
            synchronized (this) {
                entries.computeIfPresent(id, (key, entry) -> new Entry(facts, entry.tagged, entry.retired));
            }
        } finally {
            changes.unlock();
        }
    }

    /** Takes names away, all or none; their image stays. */
    void unname(List<Reference> gone, Runnable alsoWritten) {
        change(() -> gone.forEach(name -> ImageNameRow.deleteById(name.canonical())), alsoWritten, () -> names.keySet().removeAll(gone));
    }

    /** Deletes an image with all its names. */
    void delete(Digest id, Runnable alsoWritten) {
        change(() -> delete(id.toString()), alsoWritten, () -> {
            names.values().removeIf(id::equals);
            entries.remove(id);
        });
    }

    /** Takes an image out of sight with all its names, and keeps it for the containers that need it. */
    void retire(Digest id, Runnable alsoWritten) {
        change(() -> {
            ImageNameRow.delete("image", id.toString());
            ImageRow.update("retired = true where id = ?1", id.toString());
        }, alsoWritten, () -> {
            names.values().removeIf(id::equals);
            entries.computeIfPresent(id, (key, entry) -> new Entry(entry.facts, entry.tagged, true));
        });
    }

    /** One transaction, and after it the same in memory. */
    private void change(Runnable inRecords, Runnable alsoWritten, Runnable inMemory) {
        changes.lock();
        try {
            writer.write(() -> {
                inRecords.run();
                alsoWritten.run();
                return null;
            });
            synchronized (this) {
                inMemory.run();
            }
        } finally {
            changes.unlock();
        }
    }

    private synchronized Optional<ImageFacts> factsOf(Digest id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::facts);
    }

    private static void store(Digest id, Digest manifest, Collection<Reference> added, Instant now) {
        ImageRow row = ImageRow.findById(id.toString());
        if (row == null) {
            row = new ImageRow();
            row.id = id.toString();
            row.manifest = manifest.toString();
        }
        row.taggedNano = nanos(now);
        row.retired = false;
        row.persist();
        added.forEach(name -> storeName(id, name));
    }

    private static void storeName(Digest id, Reference name) {
        ImageNameRow known = ImageNameRow.findById(name.canonical());
        if (known == null) {
            known = new ImageNameRow();
            known.name = name.canonical();
        }
        known.image = id.toString();
        known.persist();
    }

    /** The blobs that an image needs; none where it is not here. */
    synchronized List<Digest> blobsOf(Digest id) {
        return Optional.ofNullable(entries.get(id)).map(entry -> entry.facts.blobs()).orElse(List.of());
    }

    /** The repositories of a registry that have, or once had, this blob: those that an image with it came from or went to. */
    synchronized List<String> repositoriesWith(Digest blob, String domain) {
        return names.entrySet().stream().filter(name -> name.getKey().digest().isPresent() && name.getKey().domain().equals(domain))
                .filter(name -> blobsOf(name.getValue()).contains(blob)).map(name -> name.getKey().path()).distinct().toList();
    }

    /** Every blob that some image needs. */
    synchronized Set<Digest> neededBlobs() {
        var needed = new HashSet<Digest>();
        entries.values().forEach(entry -> needed.addAll(entry.facts.blobs()));
        return needed;
    }

    /** Every layer, by chain ID, that some image needs. */
    synchronized Set<Digest> neededLayers() {
        var needed = new HashSet<Digest>();
        entries.values().forEach(entry -> needed.addAll(entry.facts.chain()));
        return needed;
    }

    synchronized List<Digest> retired() {
        return entries.values().stream().filter(Entry::retired).map(entry -> entry.facts.id()).toList();
    }

    private Optional<Digest> named(String text) {
        return parse(text).map(Catalog::stored).map(names::get);
    }

    /** A name with tag and digest is stored under its digest. */
    private static Reference stored(Reference name) {
        return name.digest().map(name::withDigest).orElse(name);
    }

    private Optional<Image> byPrefix(String text) {
        String prefix = text.startsWith("sha256:") ? text.substring("sha256:".length()) : text;
        if (!prefix.matches("[a-f0-9]{1,63}")) {
            return Optional.empty();
        }
        var matches = new ArrayList<Digest>();
        entries.forEach((id, entry) -> {
            if (!entry.retired && id.hex().startsWith(prefix)) {
                matches.add(id);
            }
        });
        if (matches.size() > 1) {
            throw new InvalidRequest("ambiguous image id prefix \"" + text + "\": it fits " + matches.size() + " images");
        }
        return matches.isEmpty() ? Optional.empty() : held(matches.getFirst());
    }

    private static Optional<Digest> wholeId(String text) {
        String hex = text.startsWith("sha256:") ? text.substring("sha256:".length()) : text;
        return hex.matches("[a-f0-9]{64}") ? Optional.of(new Digest("sha256", hex)) : Optional.empty();
    }

    private static Optional<Reference> parse(String text) {
        try {
            return Optional.of(Reference.parse(text));
        } catch (InvalidRequest e) {
            return Optional.empty();
        }
    }

    private static Object delete(String id) {
        ImageNameRow.delete("image", id);
        return ImageRow.deleteById(id);
    }

    private static long nanos(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    private static Instant nanos(long time) {
        return Instant.ofEpochSecond(Math.floorDiv(time, 1_000_000_000L), Math.floorMod(time, 1_000_000_000L));
    }
}
