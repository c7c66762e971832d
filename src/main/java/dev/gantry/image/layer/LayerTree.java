package dev.gantry.image.layer;

import dev.gantry.image.tar.TarException;
import dev.gantry.linux.Errno;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.files.Directory;
import dev.gantry.linux.files.Erase;
import dev.gantry.linux.files.FileStat;
import dev.gantry.linux.files.Names;
import dev.gantry.linux.files.RootDirectory;
import java.io.IOException;

/**
 * The directories of a layer that is being written: opens an entry's parent, makes those that the archive left out, and keeps the last one open, since archives name the files of a
 * directory one after the other.
 */
final class LayerTree implements AutoCloseable {

    static final String OPAQUE = "trusted.overlay.opaque";
    static final byte[] YES = {'y'};

    private final RootDirectory root;
    private final boolean base;
    private String openPath = "";
    private Directory open;

    LayerTree(RootDirectory root, boolean base) {
        this.root = root;
        this.base = base;
    }

    /** The directory of this path, which stays this object's and is good until the next call. */
    Directory parent(String path) throws IOException {
        if (path.isEmpty()) {
            return root.root();
        }
        if (open != null && openPath.equals(path)) {
            return open;
        }
        forget();
        open = lookUp(path);
        openPath = path;
        return open;
    }

    /** Makes the name a directory of this layer; one that replaces something hidden or removed starts empty. */
    void ensureDirectory(Directory parent, String name) throws IOException {
        var there = parent.stat(name);
        if (there.isPresent() && there.get().isDirectory()) {
            return;
        }
        if (there.isPresent()) {
            remove(parent, name);
        }
        parent.makeDirectory(name);
        if (there.isPresent() && !base) {
            try (var made = parent.open(name)) {
                Directory.attribute(made.fd(), OPAQUE, YES);
            }
        }
    }

    /** Removes what has this name, if anything; says whether there was something. */
    boolean remove(Directory parent, String name) throws IOException {
        boolean unlinked;
        try {
            unlinked = parent.unlink(name);
        } catch (KernelException e) {
            if (e.errno() == Errno.ENOENT) {
                return false;
            }
            throw e;
        }
        if (!unlinked) {
            Erase.tree(parent, name);
        }
        if (open != null && open != parent) {
            forget();
        }
        return true;
    }

    /** Hides what the layers below have under this name. What this layer itself has there hides it too; a directory of this layer becomes opaque. */
    void hide(Directory parent, String name) {
        var there = parent.stat(name);
        if (there.isEmpty()) {
            parent.makeNode(name, FileStat.S_IFCHR, 0, 0);
        } else if (there.get().isDirectory()) {
            try (var directory = parent.open(name)) {
                Directory.attribute(directory.fd(), OPAQUE, YES);
            }
        }
    }

    @Override
    public void close() {
        forget();
    }

    private void forget() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    private Directory lookUp(String path) throws IOException {
        try {
            return root.open(path);
        } catch (KernelException e) {
            if (e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR) {
                throw e;
            }
        }
        // Made from the top, each part looked up inside the root again: a part may be a symlink that stays in it.
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        try (var above = slash < 0 ? root.open(".") : lookUp(path.substring(0, slash))) {
            var there = above.stat(name);
            if (there.isPresent() && there.get().isSymlink()) {
                throw new TarException("the layer has files below a symlink that leads nowhere: " + Names.shown(path));
            }
            if (there.isPresent() && !there.get().isDirectory() && !there.get().isWhiteout()) {
                throw new TarException("the layer has files below something that is no directory: " + Names.shown(path));
            }
            ensureDirectory(above, name);
            return above.open(name);
        }
    }
}
