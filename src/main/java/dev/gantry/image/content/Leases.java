package dev.gantry.image.content;

import dev.gantry.model.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps blobs and layers that some work is about to use from being collected: whoever pulls or loads takes a lease on each before looking whether it is there, and closes it after the image is
 * recorded. A collection spares what was leased at any time since it began.
 */
@ApplicationScoped
public class Leases {

    private final Map<Digest, Integer> held = new HashMap<>();
    private final Set<Digest> spared = new HashSet<>();

    /** The leases of one piece of work. */
    public final class Lease implements AutoCloseable {

        private final Set<Digest> mine = new HashSet<>();

        /** From now on this stays until the lease is closed. */
        public void hold(Digest digest) {
            synchronized (held) {
                if (mine.add(digest)) {
                    held.merge(digest, 1, Integer::sum);
                    spared.add(digest);
                }
            }
        }

        @Override
        public void close() {
            synchronized (held) {
                mine.forEach(digest -> held.compute(digest, (d, count) -> count == 1 ? null : count - 1));
                mine.clear();
            }
        }
    }

    /** A deletion that fails. */
    public interface Deletion<T> {
        T run() throws IOException;
    }

    /** A new lease that holds nothing yet. */
    public Lease open() {
        return new Lease();
    }

    /** To be called before a collection asks what images need. */
    public void beginCollection() {
        synchronized (held) {
            spared.clear();
            spared.addAll(held.keySet());
        }
    }

    /** Runs the deletion unless someone holds, or has held since the collection began, what it deletes; says whether it ran. */
    public boolean unlessHeld(Digest digest, Deletion<?> deletion) throws IOException {
        synchronized (held) {
            if (spared.contains(digest)) {
                return false;
            }
            deletion.run();
            return true;
        }
    }
}
