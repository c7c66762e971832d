package dev.gantry.container;

import dev.gantry.container.ContainerRecords.Happening;
import dev.gantry.container.config.RestartPolicy;
import dev.gantry.linux.runner.Ending;
import dev.gantry.linux.runner.ExitStatus;
import dev.gantry.linux.runner.LogPosition;
import dev.gantry.linux.runner.Monitor;
import dev.gantry.log.LogStore;
import dev.gantry.model.GantryException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** What happens when a run ends: the state, its record and events, those who wait, and then removal or restart as the container asks. */
@ApplicationScoped
class Endings {

    private static final Logger LOG = Logger.getLogger(Endings.class);
    private static final int UNKNOWN = 255;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    /** A run of this length counts as a success for the back-off. */
    private static final Duration STEADY = Duration.ofSeconds(10);

    private final LogStore logs;
    private final ContainerRecords records;
    private final Removing removing;
    private final Provider<Starting> starting;
    private final Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT);

    Endings(LogStore logs, ContainerRecords records, Removing removing, Provider<Starting> starting) {
        this.logs = logs;
        this.records = records;
        this.removing = removing;
        this.starting = starting;
    }

    /** Follows a run to its end on a thread of its own. */
    void watch(Container container, Monitor monitor, int run) {
        Thread.ofVirtual().name("run-" + container.id().shortHex()).start(() -> {
            var status = switch (monitor.ended().join()) {
                case Ending.Exited(ExitStatus exit) -> exit;
                case Ending.Lost() -> lost(container);
            };
            ended(container, run, status);
        });
    }

    /** The run is over, now or while no engine ran. */
    void ended(Container container, int run, ExitStatus status) {
        boolean again = restarts(container, status.code());
        var monitor = container.ended(status, again);
        logs.ended(container.id(), run);
        var view = container.view();
        var happenings = new ArrayList<Happening>();
        long at = ContainerRecords.nanos(status.time());
        if (status.oomKilled()) {
            happenings.add(new Happening(at, "oom", Map.of()));
        }
        happenings.add(new Happening(at, "die", Map.of("exitCode", Integer.toString(status.code()))));
        records.later(view, container.stoppedByUser(), happenings.toArray(Happening[]::new));
        container.tellExit();
        monitor.ifPresent(Monitor::close);
        if (view.config().autoRemove()) {
            try {
                removing.remove(container);
            } catch (GantryException e) {
                LOG.warnf("container %s could not be removed after its exit: %s", container.id().shortHex(), e.getMessage());
            }
        } else if (again) {
            restartLater(container);
        }
    }

    /** Starts it again as the policy says, after a wait that doubles with each short run. */
    private void restartLater(Container container) {
        var view = container.view();
        boolean steady = Duration.between(view.state().startedAt().orElse(Instant.EPOCH), view.state().finishedAt().orElse(Instant.now())).compareTo(STEADY) >= 0;
        var wait = backoff.next(container.id(), steady);
        Thread.ofVirtual().name("restart-" + container.id().shortHex()).start(() -> {
            try {
                container.restartWait().get(wait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                try {
                    starting.get().restartByPolicy(container);
                } catch (GantryException failure) {
                    LOG.warnf("container %s could not be restarted: %s", container.id().shortHex(), failure.getMessage());
                }
            } catch (ExecutionException | InterruptedException e) {
                LOG.debugf(e, "container %s is not restarted", container.id().shortHex());
            }
        });
    }

    private static boolean restarts(Container container, int code) {
        var policy = container.view().config().restart();
        if (container.stoppedByUser()) {
            return false;
        }
        return switch (policy.mode()) {
            case NO -> false;
            case ALWAYS, UNLESS_STOPPED -> true;
            case ON_FAILURE -> code != 0 && (policy.maximumRetries() == 0 || container.view().restartCount() < policy.maximumRetries());
        };
    }

    /** Whether a container that does not run is to run after the engine's start. */
    static boolean startsWithEngine(Container container) {
        var state = container.view().state();
        return switch (container.view().config().restart().mode()) {
            case NO -> false;
            case ALWAYS -> state.startedAt().isPresent();
            case UNLESS_STOPPED -> state.startedAt().isPresent() && !container.stoppedByUser();
            case ON_FAILURE -> state.startedAt().isPresent() && restarts(container, state.exitCode());
        };
    }

    private static ExitStatus lost(Container container) {
        LOG.warnf("the monitor of container %s died and left no exit code", container.id().shortHex());
        return unknown(Instant.now());
    }

    static ExitStatus unknown(Instant at) {
        return new ExitStatus(UNKNOWN, 0, false, at, new LogPosition(0, 0, 0));
    }
}
