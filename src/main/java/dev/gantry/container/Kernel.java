package dev.gantry.container;

import dev.gantry.config.EngineConfig;
import dev.gantry.config.StartOrder;
import dev.gantry.linux.Poller;
import dev.gantry.linux.cgroup.CgroupHierarchy;
import dev.gantry.linux.runner.Spawner;
import dev.gantry.linux.seccomp.SeccompProfiles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The engine's one poller, spawner, cgroup hierarchy and seccomp compiler. */
@ApplicationScoped
public class Kernel {

    private final String cgroupParent;
    private final SeccompProfiles seccomp = new SeccompProfiles();
    private Poller poller;
    private Spawner spawner;
    private CgroupHierarchy cgroups;

    Kernel(EngineConfig config) {
        this.cgroupParent = config.cgroupParent();
    }

    void start(@Observes @Priority(StartOrder.RUNNER) StartupEvent started) {
        cgroups = CgroupHierarchy.detect(cgroupParent);
        cgroups.prepare();
        poller = Poller.start();
        spawner = Spawner.start(poller, cgroups.monitorDirectories());
    }

    /** The spawner ends with its socket; the monitors go on. */
    void end(@Observes @Priority(1) ShutdownEvent ended) {
        if (spawner != null) {
            spawner.close();
            poller.close();
        }
    }

    /** The thread that serves the native descriptors. */
    public Poller poller() {
        return poller;
    }

    /** Who forks monitors. */
    public Spawner spawner() {
        return spawner;
    }

    /** The cgroups of containers that name no parent of their own. */
    public CgroupHierarchy cgroups() {
        return cgroups;
    }

    /** The cgroups below another parent, which is made where missing; an empty name is the engine's. */
    public CgroupHierarchy cgroups(String parent) {
        if (parent.isEmpty()) {
            return cgroups;
        }
        var other = CgroupHierarchy.detect(parent.startsWith("/") ? parent.substring(1) : parent);
        other.prepare();
        return other;
    }

    /** The compiled system-call filters. */
    public SeccompProfiles seccomp() {
        return seccomp;
    }
}
