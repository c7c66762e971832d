package dev.gantry.container;

import dev.gantry.container.ContainerRecords.Happening;
import dev.gantry.linux.Errno;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.Signals;
import dev.gantry.linux.runner.Monitor;
import dev.gantry.model.Conflict;
import dev.gantry.model.EngineFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends runs: by asking and then killing, or by a signal of the user's. Nothing is held while waiting, so a kill cuts in on a stop. */
@ApplicationScoped
class Stopping {

    private static final int DEFAULT_TIMEOUT = 10;
    /** How long the kernel gets to end what was killed. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(30);

    private final ContainerRecords records;
    private final Pausing pausing;

    Stopping(ContainerRecords records, Pausing pausing) {
        this.pausing = pausing;
        this.records = records;
    }

    boolean stop(Container container, OptionalInt timeoutSeconds, Optional<String> signal) {
        var config = container.view().config().stop();
        int first = signal.or(config::signal).map(Signals::parse).orElse(Signals.TERM);
        int seconds = timeoutSeconds.orElse(config.timeoutSeconds().orElse(DEFAULT_TIMEOUT));
        container.settled().join();
        if (container.cancelRestart()) {
            records.later(container.view(), true, Happening.now("stop", Map.of()));
            return true;
        }
        var exit = container.when(WaitCondition.NEXT_EXIT);
        var monitor = container.monitor();
        if (monitor.isEmpty()) {
            return false;
        }
        container.markStopped();
        send(container, monitor.get(), first);
        if (!ended(exit, seconds < 0 ? Duration.ofDays(365) : Duration.ofSeconds(seconds))) {
            kill(container, monitor.get(), exit);
        }
        records.later(container.view(), true, Happening.now("stop", Map.of()));
        return true;
    }

    /** Sends a signal as its user asks; a SIGKILL is waited for. */
    void kill(Container container, String ref, Optional<String> signal) {
        int number = signal.map(Signals::parse).orElse(Signals.KILL);
        container.settled().join();
        var exit = container.when(WaitCondition.NEXT_EXIT);
        if (container.cancelRestart()) {
            records.later(container.view(), true, Happening.now("kill", Map.of("signal", Integer.toString(number))));
            return;
        }
        var monitor = container.monitor().orElseThrow(() -> new Conflict("cannot kill container: " + ref + ": container " + container.id() + " is not running"));
        int stop = container.view().config().stop().signal().map(Signals::parse).orElse(Signals.TERM);
        if (number == Signals.KILL || number == stop) {
            container.markStopped();
        }
        if (number == Signals.KILL) {
            kill(container, monitor, exit);
        } else {
            send(container, monitor, number);
        }
    }

    /** Kills what runs for a removal by force. */
    void killForRemoval(Container container) {
        container.settled().join();
        container.cancelRestart();
        var exit = container.when(WaitCondition.NEXT_EXIT);
        container.monitor().ifPresent(monitor -> {
            container.markStopped();
            kill(container, monitor, exit);
        });
    }

    private void kill(Container container, Monitor monitor, CompletableFuture<ContainerExit> exit) {
        send(container, monitor, Signals.KILL);
        if (!ended(exit, AFTER_KILL)) {
            throw new EngineFailure("cannot stop container " + container.id() + ": it was killed " + AFTER_KILL.toSeconds()
                    + " s ago and does not end; a process of it may wait for a disk or network file system");
        }
    }

    /** One that stands still takes a signal only when it goes on; so what is to end it lets it go on, as with Docker. */
    private void send(Container container, Monitor monitor, int signal) {
        records.event(container.view(), "kill", Map.of("signal", Integer.toString(signal)));
        try {
            monitor.kill(signal);
        } catch (KernelException e) {
            if (e.errno() != Errno.ESRCH && !monitor.ended().isDone()) {
                throw new EngineFailure("cannot kill container " + container.id() + ": " + e.getMessage(), e);
            }
        }
        var stop = container.view().config().stop().signal();
        if (signal == Signals.KILL || stop.isEmpty() || Signals.parse(stop.get()) == signal) {
            pausing.resume(container);
        }
    }

    private static boolean ended(CompletableFuture<ContainerExit> exit, Duration within) {
        try {
            exit.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailure("waiting for the container's end was interrupted", e);
        }
    }
}
