package dev.gantry.engine;

import dev.gantry.config.Paths;
import dev.gantry.model.Conflict;
import dev.gantry.model.EngineFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The data root as one engine's own: locked while it runs, and of a layout that this version knows. */
final class DataRoot {

    /** Grows when an older engine could no longer work with the folders. */
    static final int LAYOUT = 1;

    private static final int LONGEST_OWNER = 4096;

    private final Paths paths;
    private FileChannel lock;

    DataRoot(Paths paths) {
        this.paths = paths;
    }

    /**
     * Makes the folders where they are missing and locks the root for this process.
     *
     * @throws Conflict if another engine has it, or its layout is newer than this engine
     */
    void take() {
        Folders.makeDataRoot(paths);
        lock();
        try {
            checkLayout();
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    /** Gives the root back; a killed process needs no call, as the kernel drops its lock. */
    void release() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new EngineFailure("let go of " + paths.lockFile() + ": " + e, e);
        }
    }

    private void lock() {
        Path file = paths.lockFile();
        try {
            lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (locked(lock)) {
                lock.truncate(0);
                lock.write(ByteBuffer.wrap(owner().getBytes(StandardCharsets.UTF_8)));
                return;
            }
            ByteBuffer text = ByteBuffer.allocate(LONGEST_OWNER);
            lock.read(text, 0);
            lock.close();
            throw new Conflict("the data root " + paths.dataRoot() + " belongs to a running engine ("
                    + StandardCharsets.UTF_8.decode(text.flip()).toString().strip()
                    + "): use that one, end it, or choose another --data-root");
        } catch (IOException e) {
            throw new EngineFailure("lock " + file + ": " + e, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private String owner() {
        return "pid " + ProcessHandle.current().pid() + ", socket " + paths.socket() + "\n";
    }

    private void checkLayout() {
        Path file = paths.versionFile();
        try {
            if (!Files.exists(file)) {
                Path whole = file.resolveSibling("VERSION.new");
                Files.writeString(whole, LAYOUT + "\n");
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
                return;
            }
            String text = Files.readString(file).strip();
            int found = Integer.parseInt(text);
            if (found > LAYOUT) {
                throw new Conflict("the data root " + paths.dataRoot() + " has layout " + found + ", made by a newer Gantry; this one knows layouts up to "
                        + LAYOUT + ": run the newer one, or choose another --data-root");
            }
        } catch (NumberFormatException e) {
            throw new EngineFailure("read the layout's number in " + file + ": it holds no number", e);
        } catch (IOException e) {
            throw new EngineFailure("read or write " + file + ": " + e, e);
        }
    }
}
