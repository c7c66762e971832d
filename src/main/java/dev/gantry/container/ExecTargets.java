package dev.gantry.container;

import dev.gantry.container.ContainerState.Status;
import dev.gantry.container.config.ConsoleSize;
import dev.gantry.linux.runner.Monitor;
import dev.gantry.linux.spec.CgroupEntry;
import dev.gantry.linux.spec.ProcessSpec;
import dev.gantry.linux.spec.WindowSize;
import dev.gantry.model.Conflict;
import dev.gantry.model.ObjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the execs need of the containers that they run in. */
@ApplicationScoped
public class ExecTargets {

    private final ContainerIndex index;
    private final ContainerRecords records;
    private final Kernel kernel;

    ExecTargets(ContainerIndex index, ContainerRecords records, Kernel kernel) {
        this.index = index;
        this.records = records;
        this.kernel = kernel;
    }

    /** A running container, its monitor, and the cgroups to join. */
    public record Target(ContainerView view, Monitor monitor, List<CgroupEntry> cgroups) {}

    /** What a process in the container is asked to be; empty user and directory are the container's. */
    public record Wanted(List<String> cmd, List<String> env, String user, String workingDir, boolean tty, boolean stdin, boolean privileged,
                         Optional<ConsoleSize> size) {}

    /** The container; NotFound, or Conflict where it does not run. */
    public Target running(String ref) {
        var container = index.get(ref);
        container.settled().join();
        var view = container.view();
        if (view.state().status() == Status.PAUSED) {
            throw new Conflict("container " + view.id() + " is paused, unpause the container before exec");
        }
        return new Target(view, container.running(), kernel.cgroupsOf(view).joinEntries(view.id().hex()));
    }

    /** The container as it is now, whether it runs or not; empty where there is none. */
    public Optional<ContainerView> find(ObjectId container) {
        return index.find(container.hex()).map(Container::view);
    }

    /** The process with the container's environment, user, directory and confinement under what is wanted. */
    public ProcessSpec process(ContainerView view, Wanted wanted) {
        var config = view.config();
        var byName = new LinkedHashMap<String, String>();
        RunSpec.apply(byName, RunSpec.environment(config));
        if (wanted.tty()) {
            byName.putIfAbsent("TERM", "TERM=xterm");
        }
        RunSpec.apply(byName, wanted.env());
        var user = wanted.user().isEmpty() ? config.process().user() : wanted.user();
        var directory = wanted.workingDir().isEmpty() ? config.process().workingDir() : wanted.workingDir();
        var process = ProcessSpec.builder(wanted.cmd(), List.copyOf(byName.values()))
                .cwd(directory.isEmpty() ? "/" : directory)
                .user(Users.of(user, config.process().groupAdd()))
                .tty(wanted.tty())
                .stdin(wanted.stdin());
        wanted.size().filter(size -> size.rows() > 0).ifPresent(size -> process.windowSize(new WindowSize(size.rows(), size.columns())));
        RunSpec.confine(process, config, user, wanted.privileged(), kernel.seccomp());
        return process.build();
    }

    /** Tells of something that an exec did, as an event of its container. */
    public void event(ContainerView view, String action, Map<String, String> attributes) {
        records.event(view, action, attributes);
    }
}
