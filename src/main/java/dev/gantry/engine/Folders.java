package dev.gantry.engine;

import dev.gantry.config.Paths;
import dev.gantry.model.EngineFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Makes the engine's folders with the modes they need, whatever the umask. */
final class Folders {

    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");
    /** Whoever may use the socket has to get through the folder it is in, and needs to see nothing else there. */
    private static final Set<PosixFilePermission> PASSABLE = PosixFilePermissions.fromString("rwx--x--x");

    private Folders() {}

    /** Makes the data root, which nobody but root may look into, and the folders in it. */
    static void makeDataRoot(Paths paths) {
        make(paths.dataRoot(), OURS);
        List.of(paths.store(), paths.blobs(), paths.ingest(), paths.layers(), paths.layerLinks(), paths.containers(), paths.logs(), paths.trash())
                .forEach(folder -> make(folder, OURS));
    }

    /** Makes the run directory, which users of the socket may pass through, and the folders in it, which they may not. */
    static void makeRunDir(Paths paths) {
        make(paths.runDir(), PASSABLE);
        make(paths.containerRuns(), OURS);
        make(paths.execRuns(), OURS);
        try {
            Files.createDirectories(paths.socket().getParent());
        } catch (IOException e) {
            throw new EngineFailure("make the folder " + paths.socket().getParent() + " for the socket: " + e, e);
        }
    }

    private static void make(Path folder, Set<PosixFilePermission> mode) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, mode);
        } catch (FileAlreadyExistsException e) {
            throw new EngineFailure("make the folder " + folder + ": a file of that name is in the way", e);
        } catch (IOException e) {
            throw new EngineFailure("make the folder " + folder + ": " + e, e);
        }
    }
}
