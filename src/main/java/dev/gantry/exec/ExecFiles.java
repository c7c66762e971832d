package dev.gantry.exec;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.gantry.config.Paths;
import dev.gantry.container.Trash;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.ObjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What the next engine must know of an exec: a file in the folder where its monitor keeps its own (docs/formats.md, section 7). The folder goes with the boot, as
 * execs do, so none of this is a record of the database.
 */
@ApplicationScoped
class ExecFiles {

    private static final Logger LOG = Logger.getLogger(ExecFiles.class);

    private final Paths paths;
    private final Trash trash;
    private final ObjectMapper json = new ObjectMapper().registerModule(new Jdk8Module()).configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    ExecFiles(Paths paths, Trash trash) {
        this.paths = paths;
        this.trash = trash;
    }

    private record Stored(String id, String container, ExecConfig config) {}

    /** Writes a prepared exec down, before its create is answered. */
    void write(Exec exec) {
        var file = paths.execFile(exec.id().hex());
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, json.writeValueAsBytes(new Stored(exec.id().hex(), exec.container().hex(), exec.config())));
        } catch (IOException e) {
            throw new EngineFailure("write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The execs that earlier engines of this boot prepared. A half-written file is of a create that was never answered. */
    List<Exec> readAll() {
        try (var folders = Files.list(paths.execRuns())) {
            return folders.toList().stream().flatMap(folder -> read(folder).stream()).toList();
        } catch (IOException e) {
            throw new EngineFailure("look through " + paths.execRuns() + ": " + e.getMessage(), e);
        }
    }

    private Optional<Exec> read(Path folder) {
        try {
            var stored = json.readValue(paths.execFileIn(folder).toFile(), Stored.class);
            return Optional.of(new Exec(new ObjectId(stored.id()), new ObjectId(stored.container()), stored.config()));
        } catch (IOException e) {
            LOG.infof("cleared %s: %s", folder, e.getMessage());
            trash.erase(folder);
            return Optional.empty();
        }
    }

    /** Takes away an exec's folder, its monitor's files too. */
    void erase(Exec exec) {
        trash.erase(paths.execRun(exec.id().hex()));
    }
}
