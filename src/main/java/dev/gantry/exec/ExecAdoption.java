package dev.gantry.exec;

import dev.gantry.config.Paths;
import dev.gantry.config.StartOrder;
import dev.gantry.container.ContainerView;
import dev.gantry.container.ExecTargets;
import dev.gantry.container.Kernel;
import dev.gantry.event.Event;
import dev.gantry.event.Events;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.runner.Monitor;
import dev.gantry.linux.runner.MonitorEvents;
import dev.gantry.linux.runner.MonitorState;
import dev.gantry.linux.runner.RunExit;
import dev.gantry.linux.runner.RunState;
import dev.gantry.linux.spec.ExecSpec;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Takes up the execs of an engine that died: those that run are watched on, of those that ended meanwhile the exit code is read and their end told. What they
 * wrote without an engine is lost, since nobody was attached; there is no way to attach to an exec again.
 */
@ApplicationScoped
class ExecAdoption {

    private static final Logger LOG = Logger.getLogger(ExecAdoption.class);

    private final Execs execs;
    private final ExecFiles files;
    private final ExecTargets targets;
    private final Events events;
    private final Kernel kernel;
    private final Paths paths;

    ExecAdoption(Execs execs, ExecFiles files, ExecTargets targets, Events events, Kernel kernel, Paths paths) {
        this.execs = execs;
        this.files = files;
        this.targets = targets;
        this.events = events;
        this.kernel = kernel;
        this.paths = paths;
    }

    void takeUp(@Observes @Priority(StartOrder.DOMAIN + 1) StartupEvent started) {
        for (var exec : files.readAll()) {
            targets.find(exec.container()).ifPresentOrElse(container -> takeUp(exec, container), () -> files.erase(exec));
        }
    }

    private void takeUp(Exec exec, ContainerView container) {
        var hex = exec.id().hex();
        var state = RunState.read(paths.execRun(hex));
        if (state.isPresent() && state.get().monitorLives() && adopt(exec, container)) {
            return;
        }
        var exit = RunExit.read(paths.execExitFile(hex));
        var begun = state.flatMap(RunState::started);
        if (exit.isPresent()) {
            ended(exec, container, exit.get().status().code(), exit.get().status().time());
        } else if (begun.isPresent()) {
            LOG.warnf("the monitor of exec %s died and left no exit code", exec.id().shortHex());
            ended(exec, container, Execs.UNKNOWN, begun.get());
        } else {
            execs.add(exec);
        }
    }

    /** False where it ended meanwhile, or ends since nobody told it to go. */
    private boolean adopt(Exec exec, ContainerView container) {
        var hex = exec.id().hex();
        try {
            var monitor = Monitor.adopt(kernel.poller(), paths.execRun(hex), paths.execExitFile(hex), ExecSpec.RUN, MonitorEvents.NONE);
            var now = monitor.state();
            if (now.phase() == MonitorState.Phase.HELD) {
                monitor.ended().join();
                monitor.close();
                return false;
            }
            exec.begin();
            exec.running(monitor, now.pid());
            execs.add(exec);
            execs.watch(exec, container, monitor);
            return true;
        } catch (KernelException e) {
            LOG.debugf(e, "exec %s ended just now", exec.id().shortHex());
            return false;
        }
    }

    private void ended(Exec exec, ContainerView container, int code, Instant at) {
        exec.begin();
        execs.add(exec);
        if (isTold(exec, at)) {
            execs.keep(exec, code);
        } else {
            execs.ended(exec, container, code);
        }
    }

    /** Whether the engine before this one still told of the end. */
    private boolean isTold(Exec exec, Instant sinceThen) {
        long since = TimeUnit.SECONDS.toNanos(sinceThen.getEpochSecond()) + sinceThen.getNano();
        List<Event> later = events.history(OptionalLong.of(since), OptionalLong.empty());
        return later.stream().anyMatch(event -> event.action().equals(Execs.DIED) && exec.id().hex().equals(event.attributes().get(Execs.EXEC_ID)));
    }
}
