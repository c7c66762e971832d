package dev.gantry.container;

import dev.gantry.config.EngineConfig;
import dev.gantry.config.Paths;
import dev.gantry.config.StartOrder;
import dev.gantry.linux.Poller;
import dev.gantry.linux.cgroup.CgroupAbilities;
import dev.gantry.linux.cgroup.CgroupHierarchy;
import dev.gantry.linux.runner.Spawner;
import dev.gantry.linux.seccomp.SeccompProfiles;
import dev.gantry.model.EngineFailure;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The engine's one poller, spawner, cgroup hierarchy and seccomp compiler. */
@ApplicationScoped
public class Kernel {

    private static final String INIT = "/linux-native/gantry-init";

    private final String cgroupParent;
    private final Paths paths;
    private final SeccompProfiles seccomp = new SeccompProfiles();
    private Poller poller;
    private Spawner spawner;
    private CgroupHierarchy cgroups;
    private CgroupAbilities abilities;

    Kernel(EngineConfig config, Paths paths) {
        this.cgroupParent = config.cgroupParent();
        this.paths = paths;
    }

    void start(@Observes @Priority(StartOrder.RUNNER) StartupEvent started) {
        cgroups = CgroupHierarchy.detect(cgroupParent);
        cgroups.prepare();
        abilities = cgroups.abilities();
        placeInit();
        poller = Poller.start();
        spawner = Spawner.start(poller, cgroups.monitorDirectories());
    }

    /** A file, since containers bind it; by a rename, so that those that have the older one keep it whole. */
    private void placeInit() {
        var fresh = paths.init().resolveSibling("init.new");
        try (var program = Kernel.class.getResourceAsStream(INIT)) {
            Files.copy(program, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(fresh, paths.init(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new EngineFailure("write " + paths.init() + ": " + e.getMessage(), e);
        }
    }

    /** Ends the spawner; the monitors go on, and where there is none the cgroups go too. */
    void end(@Observes @Priority(1) ShutdownEvent ended) {
        if (spawner != null) {
            spawner.close();
            cgroups.removeIdle();
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

    /** What the host can limit, as it was at the engine's start. */
    CgroupAbilities abilities() {
        return abilities;
    }

    /** The same for those who only tell of it. */
    public HostLimits limits() {
        return HostLimits.of(abilities);
    }

    /** The cgroups of this container. */
    CgroupHierarchy cgroupsOf(ContainerView view) {
        return cgroups(view.config().resources().cgroupParent());
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
