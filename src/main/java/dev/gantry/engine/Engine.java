package dev.gantry.engine;

import dev.gantry.config.EngineConfig;
import dev.gantry.config.Paths;
import dev.gantry.config.StartOrder;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.DomainSocketServerStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Starts and ends an engine in the order that {@link StartOrder} says.
 *
 * <p>Ending an engine ends no container: their monitors go on, and the next engine finds them.
 */
@ApplicationScoped
public class Engine {

    private static final Logger LOG = Logger.getLogger(Engine.class);

    private final EngineConfig config;
    private final Paths paths;
    private final Flyway records;
    private final String version;
    private final DataRoot dataRoot;
    private final ApiSocket socket;
    private final EngineFile file;

    Engine(EngineConfig config, Paths paths, Flyway records, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.config = config;
        this.paths = paths;
        this.records = records;
        this.version = version;
        this.dataRoot = new DataRoot(paths);
        this.socket = new ApiSocket(paths.socket());
        this.file = new EngineFile(paths.engineFile());
    }

    void takeFolders(@Observes @Priority(StartOrder.FOLDERS) StartupEvent start) {
        LOG.infof("Gantry %s starts: socket %s, console on %s, data in %s", version, paths.socket(), config.listen(), paths.dataRoot());
        dataRoot.take();
        Folders.makeRunDir(paths);
        socket.clear();
    }

    void openRecords(@Observes @Priority(StartOrder.RECORDS) StartupEvent start) {
        records.migrate();
    }

    /** Comes from another thread once the socket takes connections, which is after the last start-up observer. */
    void listening(@ObservesAsync DomainSocketServerStart start) {
        socket.share(config.socketGroup());
        file.write(new EngineFile.Running(ProcessHandle.current().pid(), ProcessTicks.own(), version, paths.socket(), config.listen(), paths.dataRoot()));
        LOG.infof("Gantry %s is ready: socket %s (group %s), console on http://%s", version, paths.socket(), socket.group(), config.listen());
    }

    /** The lowest priority value ends last in the start-up order's mirror: everything else has ended by now. */
    void letGo(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent end) {
        file.remove();
        dataRoot.release();
        LOG.infof("Gantry %s ends; containers go on running", version);
    }
}
