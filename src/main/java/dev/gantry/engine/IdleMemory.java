package dev.gantry.engine;

import dev.gantry.config.StartOrder;
import dev.gantry.linux.OwnMemory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Gives memory back when the engine has had work and has none now: what its start, a pull or a burst of requests needed is not what a quiet engine needs. Whether it has
 * work is told by the processor time that it uses, so nobody has to report.
 */
@Singleton
final class IdleMemory {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** The JVM's archive of classes: mapped where nobody else maps anything, as long as the JVM lives. */
    private static final String ARCHIVE = ".aot";

    /** Not begun where the engine's start failed before its turn. */
    private final Thread watch = Thread.ofVirtual().name("gantry-idle-memory").unstarted(this::watch);

    void begin(@Observes @Priority(StartOrder.SERVICES) StartupEvent start) {
        watch.start();
    }

    void end(@Observes @Priority(1) ShutdownEvent end) {
        watch.interrupt();
    }

    private void watch() {
        Idleness idleness = new Idleness(Duration.ZERO);
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                if (idleness.begins(used())) {
                    giveBack();
                    idleness = new Idleness(used());
                }
            }
        } catch (InterruptedException ended) {
            return;
        }
    }

    private static Duration used() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The collection takes about as long as one request; no monitor and no container waits for it. */
    private static void giveBack() {
        System.gc();
        OwnMemory.trimHeap();
        OwnMemory.releaseFiles(ARCHIVE);
    }
}
