package dev.gantry.container;

import dev.gantry.config.Paths;
import dev.gantry.container.Container.StartTurn;
import dev.gantry.container.ContainerRecords.Happening;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.runner.Monitor;
import dev.gantry.linux.runner.RunState;
import dev.gantry.linux.runner.StartFailure;
import dev.gantry.log.LogStore;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.GantryException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/** Starts containers: one turn at a time each, the slow part outside of its lock. */
@ApplicationScoped
class Starting {

    private static final Duration LAST_MONITOR = Duration.ofSeconds(10);

    private final RunSpec specs;
    private final Kernel kernel;
    private final Paths paths;
    private final LogStore logs;
    private final ContainerRecords records;
    private final Endings endings;
    private final Removing removing;

    Starting(RunSpec specs, Kernel kernel, Paths paths, LogStore logs, ContainerRecords records, Endings endings, Removing removing) {
        this.specs = specs;
        this.kernel = kernel;
        this.paths = paths;
        this.logs = logs;
        this.records = records;
        this.endings = endings;
        this.removing = removing;
    }

    /** Starts it for its user, who asked at this System.nanoTime(); false where it runs already. */
    boolean start(Container container, long asked) {
        return start(container, false, asked);
    }

    /** Starts it again as its restart policy says, unless that is no longer wanted. */
    void restartByPolicy(Container container) {
        start(container, true, System.nanoTime());
    }

    private boolean start(Container container, boolean byPolicy, long asked) {
        while (true) {
            switch (container.beginStart(byPolicy)) {
                case StartTurn.Running() -> {
                    return false;
                }
                case StartTurn.Wait(var other) -> other.join();
                case StartTurn.Go() -> {
                    launch(container, new StartClock(asked));
                    return true;
                }
            }
        }
    }

    private void launch(Container container, StartClock clock) {
        var view = container.view();
        Monitor monitor = null;
        try {
            clock.done("has the turn");
            awaitLastMonitor(view);
            clock.done("last run is over");
            try (var prepared = specs.prepare(view)) {
                clock.done("spec made");
                var started = kernel.spawner().start(prepared.spec(), new LogAlarm(view.id()));
                monitor = started;
                clock.done("handed over");
                if (specs.needsHold(view)) {
                    started.awaitReady();
                    clock.done("heard ready");
                    specs.whileHeld(view);
                }
                logs.began(view.id(), view.run(), started);
                container.held(started);
                started.go();
                clock.done("says go");
                var at = started.awaitStarted();
                clock.done("heard started");
                container.started(started, started.awaitReady(), at);
                records.started(container.view(), new Happening(ContainerRecords.nanos(at), "start", Map.of()), () -> clock.trace(view.run(), started.trace()));
                endings.watch(container, started, view.run());
            }
        } catch (StartFailure failure) {
            failed(container, monitor, StartErrors.exitCode(failure),
                    StartErrors.ofContainer(failure, view.path(), view.config().process().workingDir()));
        } catch (GantryException e) {
            failed(container, monitor, 128, e);
        } catch (KernelException | IllegalArgumentException e) {
            failed(container, monitor, 128, new EngineFailure("failed to create task for container: " + e.getMessage(), e));
        } catch (RuntimeException e) {
            failed(container, monitor, 128, new EngineFailure("failed to create task for container: " + e, e));
        }
    }

    private void failed(Container container, Monitor monitor, int code, GantryException why) {
        if (monitor != null) {
            monitor.close();
        }
        container.notStarted(code, why.getMessage());
        logs.ended(container.id(), container.view().run());
        records.later(container.view(), false, Happening.now("die", Map.of("exitCode", Integer.toString(code))));
        if (container.view().config().autoRemove()) {
            removing.remove(container);
        }
        throw why;
    }

    /** The monitor of the last run keeps the overlay for a moment after its exit, and an upper directory must not be mounted twice. */
    private void awaitLastMonitor(ContainerView view) {
        if (view.run() == 1) {
            return;
        }
        var run = paths.containerRun(view.id().hex());
        long end = System.nanoTime() + LAST_MONITOR.toNanos();
        try {
            for (var state = RunState.read(run); state.isPresent() && state.get().monitorLives(); state = RunState.read(run)) {
                if (System.nanoTime() > end) {
                    throw new EngineFailure("the monitor of the container's last run (pid " + state.get().monitor().pid() + ") does not end: its files are still in use");
                }
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailure("the start was interrupted", e);
        }
    }
}
