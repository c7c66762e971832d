package dev.gantry.container;

import dev.gantry.container.ContainerState.Status;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.ResourceConfig;
import dev.gantry.container.config.RestartPolicy;
import dev.gantry.container.config.RestartPolicy.Mode;
import dev.gantry.linux.KernelException;
import dev.gantry.model.Conflict;
import dev.gantry.model.EngineFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Changes limits and the restart policy of a container, at once where it runs. */
@ApplicationScoped
class Updating {

    private static final Logger LOG = Logger.getLogger(Updating.class);

    private final Kernel kernel;
    private final ContainerRecords records;

    Updating(Kernel kernel, ContainerRecords records) {
        this.kernel = kernel;
        this.records = records;
    }

    /**
     * Sets what is asked for, all of it or, where the kernel refuses a value, nothing. The new configuration is there before a start is waited for, so that a run
     * that begins meanwhile has it or gets it here. Answers with what this host does not know.
     */
    List<String> update(Container container, ResourceConfig asked, Optional<RestartPolicy> policy) {
        var checked = ResourceCheck.of(asked, kernel.abilities());
        policy.ifPresent(ConfigCheck::policy);
        container.changing(() -> {
            var before = container.view().config();
            container.reconfigure(config -> changed(container, config, checked.limits(), policy));
            try {
                container.settled().join();
                apply(container);
                records.update(container.view(), container.stoppedByUser());
            } catch (RuntimeException e) {
                container.reconfigure(config -> before);
                restore(container);
                throw e;
            }
        });
        return checked.warnings();
    }

    private static ContainerConfig changed(Container container, ContainerConfig config, ResourceConfig asked, Optional<RestartPolicy> policy) {
        var status = container.view().state().status();
        if (status == Status.REMOVING || status == Status.DEAD) {
            throw cannot(container, "container is marked for removal and cannot be \"update\"");
        }
        var present = config.resources();
        if (asked.nanoCpus() > 0 && present.cpuPeriod() > 0) {
            throw cannot(container, "Conflicting options: Nano CPUs cannot be updated as CPU Period has already been set");
        }
        if (asked.nanoCpus() > 0 && present.cpuQuota() > 0) {
            throw cannot(container, "Conflicting options: Nano CPUs cannot be updated as CPU Quota has already been set");
        }
        if (asked.cpuPeriod() > 0 && present.nanoCpus() > 0) {
            throw cannot(container, "Conflicting options: CPU Period cannot be updated as NanoCPUs has already been set");
        }
        if (asked.cpuQuota() > 0 && present.nanoCpus() > 0) {
            throw cannot(container, "Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set");
        }
        if (asked.memory() > 0 && asked.memory() > present.memorySwap() && asked.memorySwap() == 0) {
            throw cannot(container, "Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time");
        }
        if (config.autoRemove() && policy.filter(wanted -> wanted.mode() != Mode.NO).isPresent()) {
            throw cannot(container, "Restart policy cannot be updated because AutoRemove is enabled for the container");
        }
        return config.toBuilder().resources(present.updated(asked)).restart(policy.orElse(config.restart())).build();
    }

    private static Conflict cannot(Container container, String why) {
        return new Conflict("Cannot update container " + container.id() + ": " + why);
    }

    private void apply(Container container) {
        var monitor = container.monitor();
        if (monitor.isEmpty()) {
            return;
        }
        try {
            set(container);
        } catch (KernelException e) {
            if (!Pausing.isOver(monitor.get(), e)) {
                throw new EngineFailure("Cannot update container " + container.id() + ": " + e.getMessage(), e);
            }
        }
    }

    /** A value may have been set before another was refused. */
    private void restore(Container container) {
        try {
            if (container.monitor().isPresent()) {
                set(container);
            }
        } catch (KernelException | EngineFailure e) {
            LOG.warnf("container %s keeps some of the limits that could not be set together: %s", container.id().shortHex(), e.getMessage());
        }
    }

    private void set(Container container) {
        var view = container.view();
        kernel.cgroupsOf(view).update(view.id().hex(), RunLimits.of(view.config().resources(), List.of()));
    }
}
