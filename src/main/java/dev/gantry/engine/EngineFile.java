package dev.gantry.engine;

import dev.gantry.config.ListenAddress;
import dev.gantry.linux.runner.ProcessIdentity;
import dev.gantry.model.EngineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file that tells others which engine runs here; renamed into place whole, so that no one reads half of it. */
final class EngineFile {

    /** A running engine. */
    record Running(ProcessIdentity process, String version, Path socket, ListenAddress listen, Path dataRoot) {}

    private final Path path;

    EngineFile(Path path) {
        this.path = path;
    }

    void write(Running engine) {
        String text = "version=1\npid=%d\nticks=%d\ngantry=%s\nsocket=%s\nlisten=%s\ndata_root=%s\n"
                .formatted(engine.process().pid(), engine.process().startTicks(), engine.version(), engine.socket(), engine.listen(), engine.dataRoot());
        Path whole = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.writeString(whole, text);
            Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EngineFailure("write " + path + ": " + e, e);
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new EngineFailure("remove " + path + ": " + e, e);
        }
    }
}
