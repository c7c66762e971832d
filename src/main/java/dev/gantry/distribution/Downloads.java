package dev.gantry.distribution;

import dev.gantry.image.ProgressInput;
import dev.gantry.image.content.BlobStore;
import dev.gantry.image.content.ContentMismatch;
import dev.gantry.image.content.Ingest;
import dev.gantry.task.TaskEvent;
import dev.gantry.task.TaskEvent.LayerProgress;
import dev.gantry.task.TaskEvent.Phase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Brings blobs into the store: a few at once, each once however many pulls want it, and going on where a connection broke. */
@ApplicationScoped
class Downloads {

    private static final int AT_ONCE = 3;
    private static final int BUFFER = 128 * 1024;

    private final BlobStore blobs;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final ConcurrentHashMap<String, ReentrantLock> fetching = new ConcurrentHashMap<>();

    @Inject
    Downloads(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** Fetches a blob unless it is here; ContentMismatch where the registry sends something else, and then nothing stays. The caller has a lease on it. */
    void fetch(RemoteRepository from, Manifest.Descriptor wanted, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        var lock = fetching.computeIfAbsent(wanted.digest().hex(), hex -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            if (blobs.size(wanted.digest()).isPresent()) {
                return;
            }
            slots.acquire();
            try (var ingest = blobs.ingest()) {
                Retry.run(wanted.digest().shortHex(), progress, ingest::size, () -> transfer(from, wanted, ingest, progress));
                progress.accept(new LayerProgress(wanted.digest().shortHex(), Phase.VERIFYING, wanted.size(), wanted.size()));
                ingest.commit(wanted.digest(), wanted.size());
                progress.accept(new LayerProgress(wanted.digest().shortHex(), Phase.DOWNLOADED, wanted.size(), wanted.size()));
            } finally {
                slots.release();
            }
        } finally {
            lock.unlock();
            if (!lock.hasQueuedThreads()) {
                fetching.remove(wanted.digest().hex(), lock);
            }
        }
    }

    private static void transfer(RemoteRepository from, Manifest.Descriptor wanted, Ingest ingest, Consumer<TaskEvent> progress) throws IOException, InterruptedException {
        var response = from.blob(wanted.digest(), ingest.size());
        long begun = response.statusCode() == 206 ? ingest.size() : 0;
        String layer = wanted.digest().shortHex();
        try (var body = new ProgressInput(response.body(), done -> progress.accept(new LayerProgress(layer, Phase.DOWNLOADING, begun + done, wanted.size())))) {
            var buffer = new byte[BUFFER];
            // A registry that can't resume sends all again: what is here already is passed over, the digest tells if it was something else.
            body.skipNBytes(ingest.size() - begun);
            while (ingest.size() < wanted.size()) {
                int count = body.read(buffer, 0, (int) Math.min(buffer.length, wanted.size() - ingest.size()));
                if (count < 0) {
                    throw new EOFException("blob " + wanted.digest() + " ended after " + ingest.size() + " of " + wanted.size() + " bytes");
                }
                ingest.write(buffer, 0, count);
            }
            if (body.read() >= 0) {
                throw new ContentMismatch("unexpected size of " + wanted.digest() + ": the registry sends more than the " + wanted.size() + " bytes of the manifest");
            }
        }
    }
}
