package dev.gantry.exec;

import dev.gantry.config.Paths;
import dev.gantry.container.Attachment;
import dev.gantry.container.DirectAttachment;
import dev.gantry.container.ExecTargets;
import dev.gantry.container.ExecTargets.Wanted;
import dev.gantry.container.Kernel;
import dev.gantry.container.StartErrors;
import dev.gantry.container.Trash;
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
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Programs started inside running containers; they end with the container. */
@ApplicationScoped
public class Execs {

    /** How long the exit code of an ended one can be asked for. */
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int UNKNOWN = 255;

    private final ExecTargets targets;
    private final Kernel kernel;
    private final Paths paths;
    private final Trash trash;
    private final Map<String, Exec> execs = new ConcurrentHashMap<>();

    Execs(ExecTargets targets, Kernel kernel, Paths paths, Trash trash) {
        this.targets = targets;
        this.kernel = kernel;
        this.paths = paths;
        this.trash = trash;
    }

    /** Prepares an exec; NotFound for the container, Conflict where it does not run. */
    public ObjectId create(String container, ExecConfig config) {
        if (config.cmd().isEmpty()) {
            throw new InvalidRequest("No exec command specified");
        }
        var target = targets.running(container);
        var exec = new Exec(ObjectId.random(), target.view().id(), config);
        execs.put(exec.id().hex(), exec);
        targets.event(target.view(), "exec_create: " + String.join(" ", config.cmd()), Map.of("execID", exec.id().hex()));
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
        return new DirectAttachment(config.tty(), streams, output, input);
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

    /** The execs of a container that run, for its inspect. */
    public List<ObjectId> of(ObjectId container) {
        return execs.values().stream().filter(exec -> exec.container().equals(container) && exec.monitor().isPresent()).map(Exec::id).toList();
    }

    private Exec exec(String id) {
        var exec = execs.get(id);
        if (exec == null) {
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
            targets.event(target.view(), "exec_start: " + String.join(" ", config.cmd()), Map.of("execID", hex));
            monitor = kernel.spawner().start(spec, MonitorEvents.NONE);
            var process = monitor.awaitReady();
            beforeGo.accept(monitor);
            monitor.go();
            exec.running(monitor, process.pid());
            watch(exec, target, monitor);
        } catch (StartFailure failure) {
            monitor.close();
            ended(exec, target, StartErrors.execExitCode(failure));
            throw StartErrors.ofExec(failure, config.cmd().getFirst(), config.workingDir());
        } catch (KernelException e) {
            ended(exec, target, UNKNOWN);
            throw new EngineFailure("exec failed: " + e.getMessage(), e);
        }
    }

    private void watch(Exec exec, ExecTargets.Target target, Monitor monitor) {
        Thread.ofVirtual().name("exec-" + exec.id().shortHex()).start(() -> {
            int code = switch (monitor.ended().join()) {
                case Ending.Exited(ExitStatus status) -> status.code();
                case Ending.Lost() -> UNKNOWN;
            };
            ended(exec, target, code);
            monitor.close();
        });
    }

    private void ended(Exec exec, ExecTargets.Target target, int code) {
        exec.ended(code);
        targets.event(target.view(), "exec_die", Map.of("execID", exec.id().hex(), "exitCode", Integer.toString(code)));
        trash.erase(paths.execRun(exec.id().hex()));
        CompletableFuture.delayedExecutor(KEPT.toMillis(), TimeUnit.MILLISECONDS).execute(() -> execs.remove(exec.id().hex()));
    }
}
