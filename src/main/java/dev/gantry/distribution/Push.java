package dev.gantry.distribution;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.image.Image;
import dev.gantry.image.Images;
import dev.gantry.image.ProgressInput;
import dev.gantry.image.content.BlobStore;
import dev.gantry.image.content.Leases;
import dev.gantry.model.Digest;
import dev.gantry.model.Reference;
import dev.gantry.task.Parallel;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.LayerProgress;
import dev.gantry.task.TaskEvent.Phase;
import dev.gantry.task.TaskEvent.Status;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Brings one image to a repository: layers, configuration, manifest, in this order, so that what has a tag there is whole. */
@ApplicationScoped
class Push {

    private static final int AT_ONCE = 5;

    private final Images images;
    private final BlobStore blobs;
    private final Leases leases;
    private final Registries registries;
    private final ObjectMapper json;

    @Inject
    Push(Images images, BlobStore blobs, Leases leases, Registries registries, ObjectMapper json) {
        this.images = images;
        this.blobs = blobs;
        this.leases = leases;
        this.registries = registries;
        this.json = json;
    }

    /**
     * A layer of the image.
     *
     * @param shown the first digits of its diff ID, which people know it by
     * @param elsewhere a repository of the registry that has it
     */
    private record Layer(Manifest.Descriptor blob, String shown, Optional<String> elsewhere) {}

    /** Pushes an image under a reference with a tag and records that the repository has it. */
    void run(Endpoint endpoint, Reference name, Image image, Optional<RegistryAuth> auth, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        image.diffIds().reversed().forEach(diffId -> progress.accept(new LayerProgress(diffId.shortHex(), Phase.PREPARING, 0, 0)));
        try (var lease = leases.open()) {
            var digest = images.pack(image.id(), lease, progress);
            byte[] content = blobs.read(digest);
            var manifest = (Manifest.OfImage) Manifest.parse(json, content, "", digest);
            var layers = layers(name, image, manifest);
            var scopes = new LinkedHashSet<>(List.of(PushTarget.scope(name.path())));
            layers.forEach(layer -> layer.elsewhere.map(RemoteRepository::scope).ifPresent(scopes::add));
            var to = new PushTarget(registries.connect(endpoint, List.copyOf(scopes), auth), name.path());
            send(to, layers, progress);
            config(to, manifest.config(), progress);
            String tag = name.tag().orElseThrow();
            to.tag(tag, manifest.mediaType(), content);
            images.inRegistry(image.id(), name.withDigest(digest));
            progress.accept(new TaskEvent.Pushed(tag, digest, content.length));
        }
    }

    /** Each once, topmost first. */
    private List<Layer> layers(Reference name, Image image, Manifest.OfImage manifest) {
        var layers = new LinkedHashMap<Digest, Layer>();
        for (int i = manifest.layers().size() - 1; i >= 0; i--) {
            var blob = manifest.layers().get(i);
            var elsewhere = images.repositoriesWith(blob.digest(), name.domain()).stream().filter(path -> !path.equals(name.path())).findFirst();
            layers.putIfAbsent(blob.digest(), new Layer(blob, image.diffIds().get(i).shortHex(), elsewhere));
        }
        return List.copyOf(layers.values());
    }

    private void send(PushTarget to, List<Layer> layers, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        var slots = new Semaphore(AT_ONCE);
        try (var parallel = new Parallel()) {
            for (var layer : layers) {
                parallel.start(() -> {
                    if (!slots.tryAcquire()) {
                        progress.accept(new LayerProgress(layer.shown, Phase.QUEUED, 0, layer.blob.size()));
                        slots.acquire();
                    }
                    try {
                        Retry.run(layer.shown, progress, () -> 0, () -> send(to, layer, progress));
                    } finally {
                        slots.release();
                    }
                });
            }
            parallel.await();
        }
    }

    private void send(PushTarget to, Layer layer, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        var digest = layer.blob.digest();
        long size = layer.blob.size();
        if (to.has(digest)) {
            progress.accept(new LayerProgress(layer.shown, Phase.SENT_BEFORE, size, size));
            return;
        }
        var upload = layer.elsewhere.isPresent() ? to.mount(digest, layer.elsewhere.get()) : Optional.of(to.begin());
        if (upload.isEmpty()) {
            progress.accept(new Status(layer.shown, "Mounted from " + layer.elsewhere.get()));
            progress.accept(new LayerProgress(layer.shown, Phase.MOUNTED, size, size));
            return;
        }
        to.send(upload.get(), digest, () -> new ProgressInput(blobs.open(digest), done -> progress.accept(new LayerProgress(layer.shown, Phase.SENDING, done, size))), size);
        progress.accept(new LayerProgress(layer.shown, Phase.SENT, size, size));
    }

    private void config(PushTarget to, Manifest.Descriptor config, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        Retry.run(config.digest().shortHex(), progress, () -> 0, () -> {
            if (!to.has(config.digest())) {
                to.send(to.begin(), config.digest(), () -> blobs.open(config.digest()), config.size());
            }
        });
    }
}
