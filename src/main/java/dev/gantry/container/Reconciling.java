package dev.gantry.container;

import dev.gantry.config.Paths;
import dev.gantry.config.StartOrder;
import dev.gantry.container.ContainerRecords.Happening;
import dev.gantry.container.ContainerRecords.Stored;
import dev.gantry.container.ContainerState.Status;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.runner.Monitor;
import dev.gantry.linux.runner.MonitorState;
import dev.gantry.linux.runner.ProcessIdentity;
import dev.gantry.linux.runner.RunExit;
import dev.gantry.linux.runner.RunState;
import dev.gantry.log.LogStore;
import dev.gantry.model.GantryException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings records and reality together when the engine starts: finds the monitors that live, reads what the others left, and finishes creates, starts and removals
 * that an engine's death cut off. What the monitors' files say goes before the records, which may lag.
 */
@ApplicationScoped
class Reconciling {

    private static final Logger LOG = Logger.getLogger(Reconciling.class);

    private final Paths paths;
    private final Kernel kernel;
    private final ContainerIndex index;
    private final ContainerRecords records;
    private final LogStore logs;
    private final Endings endings;
    private final Removing removing;
    private final Starting starting;
    private final Trash trash;

    Reconciling(Paths paths, Kernel kernel, ContainerIndex index, ContainerRecords records, LogStore logs, Endings endings, Removing removing, Starting starting,
                Trash trash) {
        this.paths = paths;
        this.kernel = kernel;
        this.index = index;
        this.records = records;
        this.logs = logs;
        this.endings = endings;
        this.removing = removing;
        this.starting = starting;
        this.trash = trash;
    }

    void reconcile(@Observes @Priority(StartOrder.DOMAIN) StartupEvent started) {
        var stored = records.load();
        clearHalfMade(stored);
        for (var one : stored) {
            var container = new Container(one.view(), one.stoppedByUser());
            index.take(one.view().name(), one.view().id());
            index.add(container);
            logs.present(container.id(), !one.view().config().log().type().equals("none"), one.view().run());
            try {
                reconcile(container);
            } catch (GantryException | KernelException e) {
                LOG.errorf(e, "container %s could not be reconciled", container.id().shortHex());
            }
        }
        trash.eraseAll();
        index.all().stream().filter(container -> container.monitor().isEmpty() && Endings.startsWithEngine(container))
                .forEach(container -> Thread.ofVirtual().name("restart-" + container.id().shortHex()).start(() -> restart(container)));
    }

    private void restart(Container container) {
        try {
            starting.start(container, System.nanoTime());
        } catch (GantryException e) {
            LOG.warnf("container %s could not be started with the engine: %s", container.id().shortHex(), e.getMessage());
        }
    }

    /** Folders without a record are creates that were never answered. */
    private void clearHalfMade(List<Stored> stored) {
        var known = stored.stream().map(one -> one.view().id().hex()).collect(Collectors.toSet());
        try (var folders = Files.list(paths.containers())) {
            for (var folder : folders.filter(path -> !known.contains(path.getFileName().toString())).toList()) {
                var place = trash.place();
                Files.move(folder, place, StandardCopyOption.ATOMIC_MOVE);
                LOG.infof("cleared %s, left by a create or a removal that was cut off", folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("look through " + paths.containers() + ": " + e.getMessage(), e);
        }
    }

    private void reconcile(Container container) {
        var hex = container.id().hex();
        var view = container.view();
        if (view.state().status() == Status.REMOVING || !Files.isDirectory(paths.container(hex))) {
            removing.finish(container);
            return;
        }
        var state = RunState.read(paths.containerRun(hex));
        var exit = RunExit.read(paths.exitFile(hex));
        int run = Math.max(view.run(), Math.max(state.map(RunState::run).orElse(0), exit.map(RunExit::run).orElse(0)));
        if (state.isPresent() && state.get().monitorLives() && adopt(container, state.get())) {
            return;
        }
        boolean recorded = view.run() == run && !view.state().running();
        if (!recorded) {
            ended(container, run, state, exit.filter(left -> left.run() == run));
        } else if (view.config().autoRemove() && view.state().status() == Status.EXITED) {
            removing.remove(container);
        }
    }

    /** Takes up a run that goes on; false where its monitor ends without having been told to go. */
    private boolean adopt(Container container, RunState state) {
        var hex = container.id().hex();
        try {
            var monitor = Monitor.adopt(kernel.poller(), paths.containerRun(hex), paths.exitFile(hex), state.run(), new LogAlarm(container.id()));
            var now = monitor.state();
            if (now.phase() == MonitorState.Phase.HELD) {
                monitor.ended().join();
                monitor.close();
                return false;
            }
            var status = container.view().state().status();
            boolean startUntold = container.view().run() < state.run() || status != Status.RUNNING && status != Status.PAUSED;
            container.adopted(monitor, state.run(), state.process(), now.started(), kernel.cgroupsOf(container.view()).frozen(hex));
            logs.began(container.id(), state.run(), monitor);
            if (startUntold) {
                records.later(container.view(), container.stoppedByUser(), new Happening(ContainerRecords.nanos(now.started()), "start", Map.of()));
            }
            endings.watch(container, monitor, state.run());
            return true;
        } catch (KernelException e) {
            LOG.debugf(e, "the monitor of container %s ended while it was looked for", container.id().shortHex());
            return false;
        }
    }

    /** A run ended while no engine looked: as its exit file says, else it is lost with its monitor or with the host. */
    private void ended(Container container, int run, Optional<RunState> state, Optional<RunExit> exit) {
        var startedAt = state.filter(s -> s.run() == run).flatMap(RunState::started).or(() -> container.view().state().startedAt());
        if (exit.isEmpty() && startedAt.isEmpty()) {
            return;
        }
        if (exit.isEmpty()) {
            clearCgroup(container);
        }
        container.adopted(null, run, new ProcessIdentity(0, 0), startedAt.orElseGet(Instant::now), false);
        endings.ended(container, run, exit.map(RunExit::status).orElseGet(() -> Endings.unknown(Instant.now())));
    }

    /** A monitor that died alone leaves its container's processes behind; nobody could wait for them or log them any more. */
    private void clearCgroup(Container container) {
        var cgroups = kernel.cgroupsOf(container.view());
        cgroups.processes(container.id().hex()).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        if (cgroups.frozen(container.id().hex())) {
            cgroups.thaw(container.id().hex());
        }
        cgroups.remove(container.id().hex());
    }
}
