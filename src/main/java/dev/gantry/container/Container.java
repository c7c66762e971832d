package dev.gantry.container;

import dev.gantry.container.ContainerState.Status;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.linux.runner.ExitStatus;
import dev.gantry.linux.runner.Monitor;
import dev.gantry.linux.runner.ProcessIdentity;
import dev.gantry.model.Conflict;
import dev.gantry.model.ObjectId;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One container's state machine. Its lock guards every change of state and is never held while something is waited for: whoever must wait takes a future here and
 * waits outside. The view is read without it. A second lock orders the changes of its cgroups, which may wait for the kernel; it is never asked for inside the first.
 *
 * <pre>
 * CREATED, EXITED, RESTARTING → starting → RUNNING ⇄ PAUSED → EXITED or RESTARTING
 * any but starting, RUNNING and PAUSED → REMOVING → gone
 * </pre>
 */
final class Container {

    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock change = new ReentrantLock();
    private volatile ContainerView view;
    private volatile Monitor monitor;
    private volatile boolean stoppedByUser;
    private CompletableFuture<Void> starting;
    private CompletableFuture<ContainerExit> nextExit = new CompletableFuture<>();
    private CompletableFuture<Void> restartWait = CompletableFuture.completedFuture(null);
    private CompletableFuture<Monitor> monitorToCome = new CompletableFuture<>();
    private final CompletableFuture<ContainerExit> removed = new CompletableFuture<>();

    Container(ContainerView view, boolean stoppedByUser) {
        this.view = view;
        this.stoppedByUser = stoppedByUser;
    }

    ObjectId id() {
        return view.id();
    }

    ContainerView view() {
        return view;
    }

    boolean stoppedByUser() {
        return stoppedByUser;
    }

    /** What a caller that wants to start may do. */
    sealed interface StartTurn {
        /** Start it; {@link #started} or {@link #notStarted} must follow. */
        record Go() implements StartTurn {}

        /** It runs. */
        record Running() implements StartTurn {}

        /** Somebody else is at it: wait and ask again. */
        record Wait(CompletableFuture<Void> other) implements StartTurn {}
    }

    /** Asks for the turn to start; {@code byPolicy} only while the restart it belongs to is still wanted. */
    StartTurn beginStart(boolean byPolicy) {
        return locked(() -> {
            refuseIfGoing("it can't be started");
            if (view.state().status() == Status.PAUSED) {
                throw new Conflict("cannot start a paused container, try unpause instead");
            }
            if (starting != null) {
                return new StartTurn.Wait(starting);
            }
            if (monitor != null || byPolicy && view.state().status() != Status.RESTARTING) {
                return new StartTurn.Running();
            }
            starting = new CompletableFuture<>();
            restartWait.complete(null);
            if (!byPolicy) {
                stoppedByUser = false;
                change(v -> v.withRestartCount(0));
            }
            change(v -> v.withRun(v.run() + 1));
            return new StartTurn.Go();
        });
    }

    /** Before the run is let go: those who came before it connect now, so that they miss nothing. */
    void held(Monitor ready) {
        CompletableFuture<Monitor> waiting = locked(() -> {
            var coming = monitorToCome;
            monitorToCome = new CompletableFuture<>();
            return coming;
        });
        waiting.complete(ready);
    }

    /** The monitor of the present run, or of the next one while that is still held; fails where that can't be started. */
    CompletableFuture<Monitor> monitorToCome() {
        return locked(() -> monitor != null ? CompletableFuture.completedFuture(monitor) : monitorToCome);
    }

    void started(Monitor running, ProcessIdentity process, Instant at) {
        finishStart(() -> {
            monitor = running;
            change(v -> v.withState(v.state().started(process.pid(), at)));
        });
    }

    void notStarted(int code, String why) {
        CompletableFuture<Monitor> waiting = locked(() -> monitorToCome);
        finishStart(() -> {
            monitorToCome = new CompletableFuture<>();
            change(v -> v.withState(v.state().notStarted(code, why)));
        });
        waiting.completeExceptionally(new Conflict(why));
    }

    /** A run that an earlier engine began goes on, or stands still as that engine left it. */
    void adopted(Monitor running, int run, ProcessIdentity process, Instant at, boolean paused) {
        locked(() -> {
            monitor = running;
            change(v -> v.withRun(run).withState(v.state().started(process.pid(), at)));
            if (paused) {
                change(v -> v.withState(v.state().with(Status.PAUSED)));
            }
            return null;
        });
    }

    /** All processes of this run stand still, or go on; false where it is over. */
    boolean frozen(Monitor run, boolean still) {
        return locked(() -> {
            if (monitor != run) {
                return false;
            }
            change(v -> v.withState(v.state().with(still ? Status.PAUSED : Status.RUNNING)));
            return true;
        });
    }

    /** Gives it another configuration, which its next run has; the present one is the caller's business. */
    void reconfigure(UnaryOperator<ContainerConfig> how) {
        locked(() -> {
            change(v -> v.withConfig(how.apply(v.config())));
            return null;
        });
    }

    /** Does one change of its cgroups at a time. */
    void changing(Runnable work) {
        change.lock();
        try {
            work.run();
        } finally {
            change.unlock();
        }
    }

    /** The present run is over; {@code restarts} says whether the policy will start it again. The monitor is answered for closing. */
    Optional<Monitor> ended(ExitStatus status, boolean restarts) {
        return locked(() -> {
            var last = Optional.ofNullable(monitor);
            monitor = null;
            change(v -> v.withState(v.state().ended(status.code(), status.oomKilled(), status.time())));
            if (restarts) {
                restartWait = new CompletableFuture<>();
                change(v -> v.withRestartCount(v.restartCount() + 1).withState(v.state().with(Status.RESTARTING)));
            }
            return last;
        });
    }

    /** Completes those who wait for an exit; after the state shows it. */
    void tellExit() {
        CompletableFuture<ContainerExit> waiting = locked(() -> {
            var exit = nextExit;
            nextExit = new CompletableFuture<>();
            return exit;
        });
        waiting.complete(lastExit());
    }

    /** Gives up a restart that the policy waits with; true where there was one. */
    boolean cancelRestart() {
        return locked(() -> {
            if (view.state().status() != Status.RESTARTING || starting != null) {
                return false;
            }
            stoppedByUser = true;
            change(v -> v.withState(v.state().with(Status.EXITED)));
            restartWait.complete(null);
            return true;
        });
    }

    /** Completes when the policy's waiting is to end early. */
    CompletableFuture<Void> restartWait() {
        return locked(() -> restartWait);
    }

    /** Its user wants it to end: the policy does not start it again. */
    void markStopped() {
        stoppedByUser = true;
    }

    /** The monitor of the present run. */
    Optional<Monitor> monitor() {
        return Optional.ofNullable(monitor);
    }

    /** The monitor; Conflict in Docker's words where it does not run. */
    Monitor running() {
        return monitor().orElseThrow(() -> new Conflict("container " + id() + " is not running"));
    }

    /** Completes when nobody is starting it. */
    CompletableFuture<Void> settled() {
        return locked(() -> starting == null ? CompletableFuture.completedFuture(null) : starting);
    }

    /** Where it is to be removed: true for the one who has to do it. It must not run. */
    boolean beginRemoval() {
        return locked(() -> {
            if (view.state().status() == Status.REMOVING || starting != null || monitor != null) {
                return false;
            }
            restartWait.complete(null);
            change(v -> v.withState(v.state().with(Status.REMOVING)));
            return true;
        });
    }

    /** The removal failed and can be tried again. */
    void removalFailed(String why) {
        locked(() -> {
            change(v -> v.withState(new ContainerState(Status.DEAD, 0, v.state().exitCode(), v.state().oomKilled(), why, v.state().startedAt(), v.state().finishedAt())));
            return null;
        });
    }

    void tellRemoved() {
        removed.complete(lastExit());
        tellExit();
    }

    void rename(String name) {
        locked(() -> {
            refuseIfGoing("it can't be renamed");
            change(v -> v.withName(name));
            return null;
        });
    }

    /** A future of the caller's own that completes when the condition holds. */
    CompletableFuture<ContainerExit> when(WaitCondition condition) {
        return locked(() -> switch (condition) {
            case NOT_RUNNING -> monitor == null && starting == null && view.state().status() != Status.RESTARTING
                    ? CompletableFuture.completedFuture(lastExit()) : nextExit.copy();
            case NEXT_EXIT -> nextExit.copy();
            case REMOVED -> removed.copy();
        });
    }

    /** The run whose end ends what is attached now: the present one, or the next. */
    int attachedRun() {
        return locked(() -> monitor != null || starting != null ? view.run() : view.run() + 1);
    }

    /** A failed start is not a failed wait: Docker's client would report it a second time. */
    private ContainerExit lastExit() {
        return new ContainerExit(view.state().exitCode(), Optional.empty());
    }

    private void refuseIfGoing(String what) {
        if (view.state().status() == Status.REMOVING) {
            throw new Conflict("container " + id() + " is marked for removal: " + what);
        }
    }

    private void finishStart(Runnable change) {
        CompletableFuture<Void> turn = locked(() -> {
            change.run();
            var mine = starting;
            starting = null;
            return mine;
        });
        turn.complete(null);
    }

    private void change(UnaryOperator<ContainerView> how) {
        view = how.apply(view);
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
