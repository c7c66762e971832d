package dev.gantry.exec;

import dev.gantry.config.Paths;
import dev.gantry.container.Attachment;
import dev.gantry.container.ContainerView;
import dev.gantry.container.DirectAttachment;
import dev.gantry.container.ExecTargets;
import dev.gantry.container.ExecTargets.Wanted;
import dev.gantry.container.Kernel;
import dev.gantry.container.StartErrors;
import dev.gantry.container.config.ConsoleSize;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.runner.Ending;
import dev.gantry.linux.runner.ExitStatus;
import dev.gantry.linux.runner.Monitor;
import dev.gantry.linux.runner.MonitorEvents;
import dev.gantry.linux.runner.MonitorInput;
import dev.gantry.linux.runner.MonitorOutput;
import dev.gantry.linux.runner.StartFailure;
import dev.gantry.linux.spec.ExecSpec;
import dev.gantry.log.LogStream;
import dev.gantry.model.Conflict;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotFound;
import dev.gantry.model.ObjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Programs started inside running containers; they end with the container. */
@ApplicationScoped
public class Execs {

    static final String DIED = "exec_die";
    static final String EXEC_ID = "execID";
    static final int UNKNOWN = 255;

    /** Of how many that have ended the exit code can still be asked for. */
    private static final int KEPT = 1000;

    private final ExecTargets targets;
    private final Kernel kernel;
    private final Paths paths;
    private final ExecFiles files;
    private final Map<String, Exec> execs = new ConcurrentHashMap<>();
    private final Queue<Exec> ended = new ConcurrentLinkedQueue<>();

    Execs(ExecTargets targets, Kernel kernel, Paths paths, ExecFiles files) {
        this.targets = targets;
        this.kernel = kernel;
        this.paths = paths;
        this.files = files;
    }

    /** Prepares an exec; NotFound for the container, Conflict where it does not run. */
    public ObjectId create(String container, ExecConfig config) {
        if (config.cmd().isEmpty()) {
            throw new InvalidRequest("No exec command specified");
        }
        var target = targets.running(container);
        var exec = new Exec(ObjectId.random(), target.view().id(), config);
        forgetThoseOfRemovedContainers();
        files.write(exec);
        add(exec);
        targets.event(target.view(), "exec_create: " + detail(config), Map.of(EXEC_ID, exec.id().hex()));
        return exec.id();
    }

    /** Starts it and answers with its streams; NotFound; Conflict where it has been started or its container stopped. */
    public Attachment start(String id, Optional<ConsoleSize> size) {
        var exec = exec(id);
        var config = exec.config();
        var streams = EnumSet.noneOf(LogStream.class);
        if (config.attachStdout()) {
            streams.add(LogStream.STDOUT);
        }
        if (config.attachStderr()) {
            streams.add(LogStream.STDERR);
        }
        var output = new CompletableFuture<MonitorOutput>();
        var input = config.attachStdin() ? new CompletableFuture<MonitorInput>() : null;
        launch(exec, size, monitor -> {
            output.complete(monitor.attachOutput());
            if (input != null) {
                input.complete(monitor.openInput());
            }
        });
        return new ExecAttachment(new DirectAttachment(config.tty(), streams, output, input), exec.over());
    }

    /** Starts it without anyone attached; its output is dropped. */
    public void startDetached(String id) {
        launch(exec(id), Optional.empty(), monitor -> {});
    }

    /** Sets the size of its terminal; NotFound where it does not run. */
    public void resize(String id, int rows, int columns) {
        try {
            exec(id).monitor().orElseThrow(() -> new NotFound("process does not exist " + id + ": not found")).resize(rows, columns);
        } catch (KernelException e) {
            throw new NotFound("process does not exist " + id + ": not found", e);
        }
    }

    /** What is known of it, also for a while after its end; NotFound. */
    public ExecView get(String id) {
        return exec(id).view();
    }

    /** The execs of a container that run or are still to be started, for its inspect. */
    public List<ObjectId> of(ObjectId container) {
        return execs.values().stream().filter(exec -> exec.container().equals(container) && exec.view().exitCode().isEmpty()).map(Exec::id).toList();
    }

    private Exec exec(String id) {
        var exec = execs.get(id);
        if (exec == null || targets.find(exec.container()).isEmpty()) {
            throw new NotFound("No such exec instance: " + id);
        }
        return exec;
    }

    private void launch(Exec exec, Optional<ConsoleSize> size, Consumer<Monitor> beforeGo) {
        var target = targets.running(exec.container().hex());
        if (!exec.begin()) {
            throw new Conflict("Error: Exec command " + exec.id() + " has already run");
        }
        var config = exec.config();
        var wanted = new Wanted(config.cmd(), config.env(), config.user(), config.workingDir(), config.tty(), config.attachStdin(), config.privileged(),
                size.or(config::consoleSize));
        Monitor monitor = null;
        try (var descriptors = target.monitor().descriptors()) {
            var hex = exec.id().hex();
            var spec = new ExecSpec(hex, targets.process(target.view(), wanted), descriptors.pidfd(), target.cgroups(), paths.execRun(hex), paths.execExitFile(hex));
            targets.event(target.view(), "exec_start: " + detail(config), Map.of(EXEC_ID, hex));
            monitor = kernel.spawner().start(spec, MonitorEvents.NONE);
            var process = monitor.awaitReady();
            beforeGo.accept(monitor);
            monitor.go();
            monitor.awaitStarted();
            exec.running(monitor, process.pid());
            watch(exec, target.view(), monitor);
        } catch (StartFailure failure) {
            monitor.close();
            notStarted(exec, target.view(), StartErrors.execExitCode(failure));
            throw StartErrors.ofExec(failure, config.cmd().getFirst(), config.workingDir());
        } catch (KernelException e) {
            notStarted(exec, target.view(), UNKNOWN);
            throw new EngineFailure("exec failed: " + e.getMessage(), e);
        }
    }

    /** The program and its arguments; a blank stands behind the program also where there are none, as in Docker's events. */
    private static String detail(ExecConfig config) {
        return config.cmd().getFirst() + " " + String.join(" ", config.cmd().subList(1, config.cmd().size()));
    }

    /** The next engine shall not take it for one that was never started. */
    private void notStarted(Exec exec, ContainerView container, int code) {
        files.erase(exec);
        ended(exec, container, code);
    }

    /** Follows one that runs to its end, on a thread of its own. */
    void watch(Exec exec, ContainerView container, Monitor monitor) {
        Thread.ofVirtual().name("exec-" + exec.id().shortHex()).start(() -> {
            int code = switch (monitor.ended().join()) {
                case Ending.Exited(ExitStatus status) -> status.code();
                case Ending.Lost() -> UNKNOWN;
            };
            ended(exec, container, code);
            monitor.close();
        });
    }

    /** It has ended, which is told. */
    void ended(Exec exec, ContainerView container, int code) {
        keep(exec, code);
        targets.event(container, DIED, Map.of(EXEC_ID, exec.id().hex(), "exitCode", Integer.toString(code)));
    }

    /** It has ended, and its exit code can be asked for until {@value #KEPT} others have ended after it. */
    void keep(Exec exec, int code) {
        exec.ended(code);
        ended.add(exec);
        while (ended.size() > KEPT) {
            Optional.ofNullable(ended.poll()).ifPresent(this::forget);
        }
    }

    /** Makes it known by its id. */
    void add(Exec exec) {
        execs.put(exec.id().hex(), exec);
    }

    private void forgetThoseOfRemovedContainers() {
        execs.values().stream().filter(exec -> exec.monitor().isEmpty() && targets.find(exec.container()).isEmpty()).forEach(this::forget);
    }

    private void forget(Exec exec) {
        execs.remove(exec.id().hex());
        ended.remove(exec);
        files.erase(exec);
    }
}
