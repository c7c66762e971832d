package dev.gantry.container;

import dev.gantry.container.ContainerRecords.Happening;
import dev.gantry.container.ContainerState.Status;
import dev.gantry.linux.Errno;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.runner.Monitor;
import dev.gantry.model.Conflict;
import dev.gantry.model.EngineFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Stops every process of a container where it is, by the freezer, and lets them go on. */
@ApplicationScoped
class Pausing {

    private final Kernel kernel;
    private final ContainerRecords records;

    Pausing(Kernel kernel, ContainerRecords records) {
        this.kernel = kernel;
        this.records = records;
    }

    /** Returns once all stand still; Conflict where it does not run or is paused. */
    void pause(Container container) {
        container.settled().join();
        container.changing(() -> {
            var monitor = awake(container);
            try {
                kernel.cgroupsOf(container.view()).freeze(container.id().hex());
            } catch (KernelException e) {
                notPaused(container, monitor, e);
            }
            tell(container, monitor, true, "pause");
        });
    }

    /** Lets it go on; EngineFailure where it is not paused, as with Docker. */
    void unpause(Container container) {
        container.changing(() -> {
            if (!isPaused(container)) {
                throw new EngineFailure("Container " + container.id() + " is not paused");
            }
            thaw(container);
        });
    }

    /** A signal that is to end it must reach it; does nothing where it is not paused. */
    void resume(Container container) {
        container.changing(() -> {
            if (isPaused(container)) {
                thaw(container);
            }
        });
    }

    private static Monitor awake(Container container) {
        if (isPaused(container)) {
            throw new Conflict("container " + container.id() + " is already paused");
        }
        if (container.view().state().status() == Status.RESTARTING) {
            throw new Conflict("container " + container.id() + " is restarting, wait until the container is running");
        }
        return container.running();
    }

    static boolean isPaused(Container container) {
        return container.view().state().status() == Status.PAUSED;
    }

    private void thaw(Container container) {
        var monitor = container.running();
        try {
            kernel.cgroupsOf(container.view()).thaw(container.id().hex());
        } catch (KernelException e) {
            if (!isOver(monitor, e)) {
                throw new EngineFailure("Cannot unpause container " + container.id() + ": " + e.getMessage(), e);
            }
        }
        tell(container, monitor, false, "unpause");
    }

    /** It ended meanwhile, or one of its processes did not stop in time: then none stays stopped. */
    private void notPaused(Container container, Monitor monitor, KernelException why) {
        if (isOver(monitor, why)) {
            throw new Conflict("container " + container.id() + " is not running", why);
        }
        kernel.cgroupsOf(container.view()).thaw(container.id().hex());
        throw new EngineFailure("Cannot pause container " + container.id() + ": " + why.getMessage(), why);
    }

    /** Whether the run ended meanwhile: its cgroups go before its monitor tells. */
    static boolean isOver(Monitor monitor, KernelException failure) {
        return monitor.ended().isDone() || failure.errno() == Errno.ENOENT;
    }

    private void tell(Container container, Monitor run, boolean paused, String action) {
        if (container.frozen(run, paused)) {
            records.later(container.view(), container.stoppedByUser(), Happening.now(action, Map.of()));
        }
    }
}
