package dev.gantry.image.layer;

import dev.gantry.image.tar.SparseMap;
import dev.gantry.image.tar.TarEntry;
import dev.gantry.image.tar.TarException;
import dev.gantry.image.tar.TarReader;
import dev.gantry.linux.Fd;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.files.Directory;
import dev.gantry.linux.files.FileOutput;
import dev.gantry.linux.files.FileStat;
import dev.gantry.linux.files.Names;
import dev.gantry.linux.files.RootDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a layer's archive (OCI image spec, "Image Layer Filesystem Changeset") below one directory, in the form that overlayfs takes. Every parent is opened inside that root, every name is made
 * new in its parent's descriptor; a name that is taken is removed first, so nothing is ever written through what the archive put there. For one platform thread.
 */
final class LayerWriter implements AutoCloseable {

    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final String AUFS = ".wh..wh.";
    private static final int BUFFER = 256 * 1024;
    private static final int ATTRIBUTE_BYTES = 64 * 1024;

    private final RootDirectory root;
    private final LayerTree tree;
    private final LayerLimits limits;
    private final boolean base;
    private final FileOutput output = new FileOutput(BUFFER);
    private final byte[] buffer = new byte[BUFFER];
    private final Map<String, Instant> directoryTimes = new LinkedHashMap<>();
    private long bytes;
    private long entries;

    /**
     * @param base whether nothing lies below, so that whiteouts mean nothing
     */
    LayerWriter(Path directory, LayerLimits limits, boolean base) {
        this.root = RootDirectory.open(directory);
        this.tree = new LayerTree(root, base);
        this.limits = limits;
        this.base = base;
    }

    /** Unpacks the whole archive; returns the bytes of its files. TarException where it is damaged or refused, KernelException where the disk fails. */
    long unpack(InputStream archive) throws IOException {
        var tar = new TarReader(archive);
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            if (Thread.interrupted()) {
                throw new InterruptedIOException("unpacking was cancelled");
            }
            bytes += entry.kind() == TarEntry.Kind.FILE ? entry.size() : 0;
            if (bytes < 0) {
                throw new TarException("the layer's files have impossible sizes");
            }
            limits.check(bytes, ++entries);
            try {
                write(entry, tar);
            } catch (KernelException e) {
                throw LayerFailure.of(entry, e);
            }
        }
        for (var directory : directoryTimes.entrySet()) {
            try (var open = root.open(directory.getKey())) {
                Directory.modified(open.fd(), directory.getValue());
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        tree.close();
        root.close();
        output.close();
    }

    private void write(TarEntry entry, TarReader tar) throws IOException {
        var path = LayerPath.of(entry.name());
        if (path.isRoot()) {
            if (entry.kind() != TarEntry.Kind.DIRECTORY) {
                throw new TarException("the layer's root is no directory");
            }
            dress(root.root().fd(), entry);
            directoryTimes.put(".", entry.modified());
            return;
        }
        if (path.parent().startsWith(WHITEOUT) || path.parent().contains("/" + WHITEOUT)) {
            throw new TarException("the layer has files in a whiteout: " + Names.shown(entry.name()));
        }
        if (path.name().startsWith(WHITEOUT)) {
            whiteout(path);
            return;
        }
        var parent = tree.parent(path.parent());
        switch (entry.kind()) {
            case DIRECTORY -> directory(parent, path, entry);
            case FILE -> file(parent, path, entry, tar);
            case HARD_LINK -> hardLink(parent, path, entry);
            case SYMLINK -> {
                clear(parent, path);
                parent.symlink(path.name(), entry.linkTarget());
                dress(parent, path.name(), entry);
            }
            case CHARACTER_DEVICE -> node(parent, path, entry, FileStat.S_IFCHR);
            case BLOCK_DEVICE -> node(parent, path, entry, FileStat.S_IFBLK);
            case FIFO -> node(parent, path, entry, FileStat.S_IFIFO);
        }
    }

    private void whiteout(LayerPath path) throws IOException {
        if (path.name().equals(OPAQUE)) {
            if (!base) {
                var parent = tree.parent(path.parent());
                Directory.attribute(parent.fd(), LayerTree.OPAQUE, LayerTree.YES);
            }
            return;
        }
        if (path.name().startsWith(AUFS)) {
            return;
        }
        String hidden = path.name().substring(WHITEOUT.length());
        if (hidden.isEmpty() || hidden.equals(".") || hidden.equals("..")) {
            throw new TarException("the layer has a whiteout of \"" + Names.shown(hidden) + "\" in /" + Names.shown(path.parent()));
        }
        if (!base) {
            tree.hide(tree.parent(path.parent()), hidden);
        }
    }

    private void directory(Directory parent, LayerPath path, TarEntry entry) throws IOException {
        tree.ensureDirectory(parent, path.name());
        try (var directory = parent.open(path.name())) {
            dress(directory.fd(), entry);
        }
        directoryTimes.put(path.whole(), entry.modified());
    }

    private void file(Directory parent, LayerPath path, TarEntry entry, TarReader tar) throws IOException {
        clear(parent, path);
        try (Fd file = parent.createFile(path.name())) {
            if (entry.sparse().isPresent()) {
                sparse(file, path.name(), entry.size(), entry.sparse().get(), tar);
            } else {
                copy(file, path.name(), entry.size(), tar);
            }
            dress(file, entry);
            Directory.modified(file, entry.modified());
        }
    }

    private void copy(Fd file, String name, long length, TarReader tar) throws IOException {
        long left = length;
        while (left > 0) {
            int filled = 0;
            int wanted = (int) Math.min(buffer.length, left);
            while (filled < wanted) {
                filled += tar.read(buffer, filled, wanted - filled);
            }
            output.write(file, buffer, filled, name);
            left -= filled;
            if (Thread.interrupted()) {
                throw new InterruptedIOException("unpacking was cancelled");
            }
        }
    }

    private void sparse(Fd file, String name, long size, SparseMap map, TarReader tar) throws IOException {
        for (var part : map.parts()) {
            output.seek(file, part.offset(), name);
            copy(file, name, part.length(), tar);
        }
        Directory.length(file, size);
    }

    private void hardLink(Directory parent, LayerPath path, TarEntry entry) throws IOException {
        var target = LayerPath.of(entry.linkTarget());
        if (target.isRoot()) {
            throw new TarException("the layer has a hard link to its root: " + Names.shown(entry.name()));
        }
        if (target.equals(path)) {
            return;
        }
        try (var from = root.open(target.parent().isEmpty() ? "." : target.parent())) {
            var stat = from.stat(target.name());
            if (stat.isEmpty() || stat.get().isWhiteout() || stat.get().isDirectory()) {
                throw new TarException("the layer has a hard link to a file that is not in it: " + Names.shown(entry.name()) + " to " + Names.shown(entry.linkTarget()));
            }
            clear(parent, path);
            parent.link(path.name(), from, target.name());
        }
    }

    private void node(Directory parent, LayerPath path, TarEntry entry, int type) throws IOException {
        clear(parent, path);
        parent.makeNode(path.name(), type | entry.mode(), entry.major(), entry.minor());
        parent.owner(path.name(), entry.uid(), entry.gid());
        parent.mode(path.name(), entry.mode());
        parent.modified(path.name(), entry.modified());
    }

    private void clear(Directory parent, LayerPath path) throws IOException {
        if (tree.remove(parent, path.name())) {
            String below = path.whole() + "/";
            directoryTimes.keySet().removeIf(known -> known.equals(path.whole()) || known.startsWith(below));
        }
    }

    /** Owner, then mode (which a change of owner would take setuid bits from), then attributes (which a change of owner would take capabilities from). */
    private void dress(Fd file, TarEntry entry) {
        Directory.ownerAndMode(file, entry.uid(), entry.gid(), entry.mode());
        attributes(entry).forEach((attribute, value) -> Directory.attribute(file, attribute, value));
    }

    private void dress(Directory parent, String symlink, TarEntry entry) {
        parent.owner(symlink, entry.uid(), entry.gid());
        parent.modified(symlink, entry.modified());
    }

    /** What an image may set: the user's own attributes and file capabilities. Those that steer overlayfs ({@code trusted.overlay.*}, {@code user.overlay.*}) are the engine's alone. */
    private static Map<String, byte[]> attributes(TarEntry entry) {
        if (entry.attributes().isEmpty()) {
            return Map.of();
        }
        var allowed = new LinkedHashMap<String, byte[]>();
        entry.attributes().forEach((name, value) -> {
            boolean own = name.startsWith("user.") && !name.startsWith("user.overlay.") && isFileOrDirectory(entry);
            boolean capability = name.equals("security.capability") && entry.kind() == TarEntry.Kind.FILE;
            if ((own || capability) && value.length <= ATTRIBUTE_BYTES) {
                allowed.put(name, value);
            }
        });
        return allowed;
    }

    private static boolean isFileOrDirectory(TarEntry entry) {
        return entry.kind() == TarEntry.Kind.FILE || entry.kind() == TarEntry.Kind.DIRECTORY;
    }
}
