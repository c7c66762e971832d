package dev.gantry.linux.files;

import dev.gantry.linux.Errno;
import dev.gantry.linux.KernelException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Removes whole trees without following a symlink in them: each directory is worked on by its descriptor, and what vanishes meanwhile is no failure. However deep a stranger made a
 * tree, only {@value #DEEPEST} directories are open at once: what lies deeper is moved up first. For platform threads; failures are KernelException.
 */
public final class Erase implements AutoCloseable {

    private static final int DEEPEST = 64;

    private final Directory top;
    private final Entries entries = new Entries();

    private Erase(Directory top) {
        this.top = top;
    }

    /** Removes what the name stands for, with all that is in it; nothing happens where there is nothing. */
    public static void tree(Directory parent, String name) {
        if (unlinked(parent, name)) {
            return;
        }
        try (var directory = parent.open(name); var erase = new Erase(directory)) {
            erase.contents(directory, 0);
        }
        parent.removeDirectory(name);
    }

    /** Removes a tree of the host; its path is trusted down to the last name. */
    public static void tree(Path path) {
        try (var parent = RootDirectory.open(path.toAbsolutePath().getParent())) {
            tree(parent.root(), Names.ofText(path.getFileName().toString()));
        }
    }

    /** Until a whole pass finds nothing: while names are removed, others may be passed over. */
    private void contents(Directory directory, int depth) {
        boolean found;
        do {
            found = false;
            directory.rewind();
            for (var some = entries.next(directory); some.isPresent(); some = entries.next(directory)) {
                for (var entry : some.get()) {
                    found = true;
                    remove(directory, entry, depth);
                }
            }
        } while (found);
    }

    private void remove(Directory directory, Entries.Entry entry, int depth) {
        if (!entry.directory() && unlinked(directory, entry.name())) {
            return;
        }
        try {
            if (depth == DEEPEST) {
                directory.rename(entry.name(), top, UUID.randomUUID().toString());
                return;
            }
            try (var inner = directory.open(entry.name())) {
                contents(inner, depth + 1);
            }
            directory.removeDirectory(entry.name());
        } catch (KernelException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
        }
    }

    /** False where it is a directory. */
    private static boolean unlinked(Directory parent, String name) {
        try {
            return parent.unlink(name);
        } catch (KernelException e) {
            if (e.errno() != Errno.ENOENT) {
                throw e;
            }
            return true;
        }
    }

    @Override
    public void close() {
        entries.close();
    }
}
