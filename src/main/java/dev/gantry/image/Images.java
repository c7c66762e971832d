package dev.gantry.image;

import dev.gantry.config.StartOrder;
import dev.gantry.event.Events;
import dev.gantry.image.content.BlobStore;
import dev.gantry.image.content.Leases;
import dev.gantry.image.layer.ChainId;
import dev.gantry.image.layer.LayerStore;
import dev.gantry.model.Digest;
import dev.gantry.model.GantryException;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotFound;
import dev.gantry.model.Reference;
import dev.gantry.record.DbWriter;
import dev.gantry.task.TaskEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The images that are here. Queries answer from memory; changes are in the database when they return. */
@ApplicationScoped
public class Images {

    private static final int BEFORE_CONTAINERS = StartOrder.DOMAIN - 10;
    private static final int AFTER_CONTAINERS = StartOrder.SERVICES - 10;

    private final Catalog catalog;
    private final ImageRemoval removal;
    private final ImageLoad load;
    private final LayerPacking packing;
    private final Collector collector;
    private final DbWriter writer;
    private final BlobStore blobs;
    private final LayerStore layers;
    private final Events events;

    @Inject
    Images(Catalog catalog, ImageRemoval removal, ImageLoad load, LayerPacking packing, Collector collector, DbWriter writer, BlobStore blobs, LayerStore layers, Events events) {
        this.catalog = catalog;
        this.removal = removal;
        this.load = load;
        this.packing = packing;
        this.collector = collector;
        this.writer = writer;
        this.blobs = blobs;
        this.layers = layers;
        this.events = events;
    }

    void start(@Observes @Priority(BEFORE_CONTAINERS) StartupEvent started) {
        blobs.start();
        layers.start();
        catalog.start();
        layers.eraseTrash();
    }

    /** What a crash left half done goes once the containers are known, since some of it may be theirs. */
    void tidy(@Observes @Priority(AFTER_CONTAINERS) StartupEvent started) {
        catalog.retired().forEach(removal::released);
        collector.collect();
    }

    /** The image of this name, {@code name@digest}, id or unambiguous beginning of an id; NotFound {@code No such image: x:latest}. */
    public Image get(String nameOrId) {
        return find(nameOrId).orElseThrow(() -> noSuchImage(nameOrId));
    }

    /** The same, empty where there is none. */
    public Optional<Image> find(String nameOrId) {
        return catalog.resolve(nameOrId);
    }

    /** The image of this exact id, also one that was removed by force while stopped containers still need it. */
    public Optional<Image> held(Digest id) {
        return catalog.held(id);
    }

    /** Finds an image as {@link #get} does and keeps it from removal until the hold is closed: whoever makes a container closes it once {@link ImageUsage} tells of the container. */
    public ImageHold hold(String nameOrId) {
        return removal.hold(nameOrId);
    }

    /** All images, newest first; those without a name too. */
    public List<Image> list() {
        return catalog.list();
    }

    /** Gives an image one more name, taking it from the image that had it (Docker's ImageTag). */
    public void tag(String source, Reference target) {
        var image = get(source);
        if (target.digest().isPresent()) {
            throw new InvalidRequest("refusing to create a tag with a digest reference");
        }
        catalog.put(image.id(), image.manifest(), List.of(target), () -> events.record("image", "tag", image.id().toString(), ImageEvents.attributes(image, target.familiar())));
    }

    /** Removes a name, and the image with its last one (Docker's ImageDelete); Conflict where containers stand in the way. Images here have no parents of their own, so there is nothing else to prune. */
    public List<Removal> remove(String nameOrId, boolean force, boolean noPrune) {
        return removal.remove(nameOrId, force);
    }

    /** A container of this image was removed: what was kept for it alone goes. */
    public void released(Digest id) {
        removal.released(id);
    }

    /** Takes the images of a docker-archive or an OCI image layout, as a tar, gzip or zstd stream (Docker's ImageLoad). InvalidRequest where it is neither or is damaged; then nothing of it stays. */
    public List<Loaded> load(InputStream archive, Consumer<TaskEvent> progress) {
        try {
            return load.load(archive, progress);
        } finally {
            collector.collect();
        }
    }

    /**
     * Records an image whose blobs are stored and whose layers are unpacked, under these names (tags and digests); whoever calls has leases on them.
     *
     * @param action of the event, such as {@code pull}
     * @param actor of the event: what was asked for
     */
    public Image register(Digest id, Digest manifest, Collection<Reference> names, String action, Reference actor) {
        return catalog.put(id, manifest, names, () -> events.record("image", action, actor.familiar(), java.util.Map.of("name", actor.familiarName())));
    }

    /** All names with a tag of this repository, sorted. */
    public List<Reference> tagsOf(Reference repository) {
        return list().stream().flatMap(image -> image.tags().stream()).filter(tag -> tag.name().equals(repository.name())).sorted().toList();
    }

    /** Makes an image ready to be pushed and returns the digest of the manifest to send; the lease holds all that it names. What is not compressed yet is, and stays so. */
    public Digest pack(Digest id, Leases.Lease lease, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        return packing.pack(id, lease, progress);
    }

    /** The repositories of a registry that are known to have had this blob. */
    public List<String> repositoriesWith(Digest blob, String domain) {
        return catalog.repositoriesWith(blob, domain);
    }

    /** Records that a repository has an image: {@code name} carries the digest that it is known by there. */
    public void inRegistry(Digest id, Reference name) {
        catalog.name(id, name);
    }

    /** Tells that a tag, or without one all tags of a repository, were pushed (Docker's event). */
    public void pushed(Reference what) {
        var labelled = what.tag().flatMap(tag -> find(what.canonical()));
        var attributes = labelled.map(image -> ImageEvents.attributes(image, what.familiarName())).orElse(java.util.Map.of("name", what.familiarName()));
        writer.write(() -> events.record("image", "push", what.familiar(), attributes));
    }

    /** Removes blobs and layers that no image needs, such as those of a pull that failed. */
    public void collectGarbage() {
        collector.collect();
    }

    /** The directories of the image's unpacked layers, topmost first, by short paths for an overlay's lowerdir. */
    public List<Path> lowers(Image image) {
        var chain = ChainId.of(image.diffIds());
        layers.require(chain);
        return chain.reversed().stream().map(layers::files).toList();
    }

    /** How the images that are here share their layers. */
    public LayerSharing sharing() {
        return LayerSharing.of(list().stream().collect(Collectors.toMap(Image::id, this::parts)));
    }

    private List<LayerSharing.Part> parts(Image image) {
        return ChainId.of(image.diffIds()).stream().flatMap(chainId -> layers.find(chainId).stream()).map(layer -> new LayerSharing.Part(layer.chainId(), layer.size())).toList();
    }

    static GantryException noSuchImage(String nameOrId) {
        String shown = nameOrId;
        if (!nameOrId.startsWith("sha256:")) {
            try {
                shown = Reference.parse(nameOrId).familiar();
            } catch (InvalidRequest e) {
                if (!nameOrId.matches("[a-f0-9]{64}")) {
                    return e;
                }
            }
        }
        return new NotFound("No such image: " + shown);
    }
}
