package dev.gantry.engine;

import dev.gantry.config.EngineConfig;
import dev.gantry.config.ListenAddress;
import dev.gantry.config.Paths;
import dev.gantry.config.StartOrder;
import dev.gantry.linux.runner.ProcessIdentity;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.DomainSocketServerStart;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
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
    private final AtomicInteger servers = new AtomicInteger(2);

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

    void listensOnSocket(@ObservesAsync DomainSocketServerStart start) {
        socket.share(config.socketGroup());
        ready();
    }

    void listensOnAddress(@ObservesAsync HttpServerStart start) {
        ready();
    }

    /** Called when a server takes connections, which is after the last start-up observer, from any thread; the second one says that all are there. */
    private void ready() {
        if (servers.decrementAndGet() > 0) {
            return;
        }
        ListenAddress address = new ListenAddress(config.listen().host(), chosenPort());
        file.write(new EngineFile.Running(ProcessIdentity.of((int) ProcessHandle.current().pid()).orElseThrow(), version, paths.socket(), address, paths.dataRoot()));
        LOG.infof("Gantry %s is ready: socket %s (group %s), console on http://%s", version, paths.socket(), socket.group(), address);
    }

    /** Quarkus tells by this property which port the kernel chose where 0 was asked for. */
    private static int chosenPort() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    /** The lowest priority value ends last in the start-up order's mirror: everything else has ended by now. */
    void letGo(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent end) {
        file.remove();
        dataRoot.release();
        LOG.infof("Gantry %s ends; containers go on running", version);
    }
}
