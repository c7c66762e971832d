package dev.gantry.linux.runner;

import dev.gantry.linux.Errno;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What becomes of one run, as its monitor tells it: ready, started, ended. Every future completes, whatever dies.
 */
final class MonitorFate {
    private final Path exitFile;
    private final int run;
    private final MonitorEvents events;
    private final CompletableFuture<ProcessIdentity> ready = new CompletableFuture<>();
    private final CompletableFuture<Instant> started = new CompletableFuture<>();
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private final CompletableFuture<Boolean> heard = new CompletableFuture<>();
    private volatile boolean letGo;
    private volatile Message startedMessage;

    MonitorFate(Path exitFile, int run, MonitorEvents events) {
        this.exitFile = exitFile;
        this.run = run;
        this.events = events;
    }

    CompletableFuture<ProcessIdentity> ready() {
        return ready;
    }

    CompletableFuture<Instant> started() {
        return started;
    }

    CompletableFuture<Ending> ended() {
        return ended;
    }

    /** The runner's steps of the start; none before it, nor of a run that an earlier engine began. */
    List<TraceStep> trace() {
        Message message = startedMessage;
        return message == null ? List.of() : TraceSteps.decode(message);
    }

    /** Waits for the first message: false where the connection ended without one. */
    boolean heard() {
        return heard.join();
    }

    /** The engine itself is going to close the connection: that is no news of the container. */
    void letGo() {
        letGo = true;
    }

    /** Something that the monitor said unasked. */
    void message(Message message) {
        heard.complete(true);
        switch (message.type()) {
            case READY -> ready.complete(new ProcessIdentity((int) message.number(Tag.PID), message.number(Tag.START_TICKS)));
            case STARTED -> {
                startedMessage = message;
                started.complete(Times.ofNanos(message.number(Tag.TIME)));
            }
            case ERROR -> fail(message.failure());
            case EXIT -> ended.complete(new Ending.Exited(new ExitStatus((int) message.number(Tag.CODE), (int) message.number(Tag.SIGNAL),
                    (message.number(Tag.FLAGS) & 1) != 0, Times.ofNanos(message.number(Tag.TIME)), message.logPosition())));
            case LOG_BLOCKED -> Thread.startVirtualThread(() -> events.logBlocked((int) message.number(Tag.ERRNO)));
            case LOG_FREE -> Thread.startVirtualThread(events::logFree);
            default -> {
                // A newer monitor may say more than this engine knows.
            }
        }
    }

    private void fail(StartFailure failure) {
        ready.completeExceptionally(failure);
        started.completeExceptionally(failure);
        ended.complete(new Ending.Lost());
    }

    /** The connection has ended. */
    void end() {
        heard.complete(false);
        StartFailure gone = new StartFailure(Stage.MONITOR, Errno.EPIPE, "the monitor ended before the container started");
        ready.completeExceptionally(gone);
        started.completeExceptionally(gone);
        if (!ended.isDone() && !letGo) {
            // A file is read: not on the poller's thread.
            Thread.startVirtualThread(() -> ended.complete(fromExitFile()));
        }
    }

    private Ending fromExitFile() {
        Optional<RunExit> left = RunExit.read(exitFile).filter(exit -> exit.run() == run);
        return left.isPresent() ? new Ending.Exited(left.get().status()) : new Ending.Lost();
    }
}
