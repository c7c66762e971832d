package dev.gantry.linux.runner;

import dev.gantry.linux.ChildProcess;
import dev.gantry.linux.Errno;
import dev.gantry.linux.Fd;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.Memfd;
import dev.gantry.linux.Poller;
import dev.gantry.linux.SeqpacketSocket;
import dev.gantry.linux.spec.ContainerSpec;
import dev.gantry.linux.spec.ExecSpec;
import dev.gantry.linux.spec.Fields;
import dev.gantry.linux.spec.Namespace;
import dev.gantry.linux.spec.SpecEncoder;
import dev.gantry.model.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * The running {@code gantry-runner spawner} of this engine, which forks the monitors. One that dies takes nothing with it and is replaced at
 * the next start.
 */
public final class Spawner implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Spawner.class);
    private static final String BINARY = "/linux-native/gantry-runner";
    private static final int TRIES = 2;
    /** A flag of START: the container gets a network namespace of its own, of which the spawner has some ready. */
    private static final long OWN_NETWORK = 1;

    private final Poller poller;
    private final List<Path> cgroups;
    private final Fd program;
    private Running running;
    private boolean closed;

    private Spawner(Poller poller, List<Path> cgroups, Fd program) {
        this.poller = poller;
        this.cgroups = List.copyOf(cgroups);
        this.program = program;
    }

    private record Running(ChildProcess process, Connection connection) {
    }

    /** Starts a spawner from a sealed memfd of the runner on the class path, in these cgroup directories. */
    public static Spawner start(Poller poller, List<Path> cgroups) {
        return start(poller, cgroups, binary());
    }

    /** The same with another build of the runner. */
    static Spawner start(Poller poller, List<Path> cgroups, byte[] runner) {
        Spawner spawner = new Spawner(poller, cgroups, Memfd.sealed("gantry-runner", runner));
        try {
            spawner.running();
            return spawner;
        } catch (RuntimeException failure) {
            spawner.close();
            throw failure;
        }
    }

    /** The process id of the present spawner. */
    public int pid() {
        return running().process().pid();
    }

    /** Forks the monitor of a container; {@link Monitor#awaitReady()} tells whether it could be set up. */
    public Monitor start(ContainerSpec spec, MonitorEvents events) {
        long flags = spec.newNamespaces().contains(Namespace.NETWORK) ? OWN_NETWORK : 0;
        return start(SpecEncoder.encode(spec), flags, "container " + spec.id(), spec.stateDir(), spec.exitFile(), spec.run(), events);
    }

    /** Forks the monitor of an exec. */
    public Monitor start(ExecSpec spec, MonitorEvents events) {
        return start(SpecEncoder.encode(spec), 0, "exec " + spec.id(), spec.stateDir(), spec.exitFile(), ExecSpec.RUN, events);
    }

    private Monitor start(SpecEncoder.Encoded spec, long flags, String name, Path stateDir, Path exitFile, int run, MonitorEvents events) {
        for (int tries = 1; ; tries++) {
            Fd[] pair = SeqpacketSocket.pair();
            Monitor monitor = Monitor.started(poller, pair[0], stateDir, exitFile, run, events);
            try {
                hand(spec, flags, pair[1]);
                return monitor;
            } catch (KernelException failure) {
                // The spawner died before it answered. Whoever holds the other end of the pair decides whether it had forked before.
                if (monitor.exists()) {
                    return monitor;
                }
                monitor.close();
                if (tries == TRIES) {
                    throw new StartFailure(Stage.MONITOR, failure.errno(), "the spawner did not take " + name + ": " + failure.getMessage());
                }
            } catch (RuntimeException failure) {
                monitor.close();
                throw failure;
            }
        }
    }

    private void hand(SpecEncoder.Encoded spec, long flags, Fd monitorEnd) {
        try (Fd theirs = monitorEnd; Fd memory = Memfd.sealed("spec", spec.bytes())) {
            List<Fd> descriptors = new ArrayList<>(List.of(memory, theirs));
            descriptors.addAll(spec.descriptors());
            Message answer = Waiting.on(running().connection().ask(MessageType.START, new Fields().u64(Tag.FLAGS, flags), descriptors)).message();
            if (answer.type() == MessageType.SPAWNER_ERROR) {
                throw answer.failure();
            }
        }
    }

    private synchronized Running running() {
        if (closed) {
            throw new KernelException("spawner", "closed", Errno.EPIPE);
        }
        if (running == null || running.connection().isOver()) {
            running = launch();
        }
        return running;
    }

    private Running launch() {
        Fd[] pair = SeqpacketSocket.pair();
        CompletableFuture<ChildProcess> launched = new CompletableFuture<>();
        try (Fd theirs = pair[1]) {
            // posix_spawn takes a millisecond in native code, which would hold up a carrier of virtual threads.
            Thread.ofPlatform().name("gantry-spawner-start").start(() -> {
                try {
                    launched.complete(ChildProcess.start(program, theirs, List.of("gantry-runner", "spawner")));
                } catch (RuntimeException failure) {
                    launched.completeExceptionally(failure);
                }
            });
            ChildProcess process = Waiting.on(launched);
            Connection connection = new Connection(poller, pair[0], "the spawner", new Death(process));
            connection.listen();
            setUp(connection);
            return new Running(process, connection);
        }
    }

    private void setUp(Connection connection) {
        Fields fields = new Fields();
        cgroups.forEach(directory -> fields.string(Tag.CGROUP, directory.toString()));
        try (Fd usual = Memfd.sealed("usual", SpecEncoder.encodeUsual())) {
            Message answer = Waiting.on(connection.ask(MessageType.SETUP, fields, List.of(usual))).message();
            if (answer.type() == MessageType.SPAWNER_ERROR) {
                throw answer.failure();
            }
        } catch (RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private record Death(ChildProcess process) implements Connection.Listener {
        @Override
        public void message(Message message) {
            LOG.debugf("The spawner says %s, which nobody asked for", message.type());
        }

        @Override
        public void end() {
            // It ends by itself at the end of its socket; one that hangs is killed. Waiting is for a thread of its own.
            Thread.ofPlatform().name("gantry-spawner-end").daemon(true).start(process::end);
        }
    }

    /** The runner that this build brings. */
    static byte[] binary() {
        try (InputStream in = Spawner.class.getResourceAsStream(BINARY)) {
            if (in == null) {
                throw new IllegalStateException("The build has no " + BINARY + ": the runner was not compiled");
            }
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException("Reading " + BINARY, failure);
        }
    }

    /** Ends the spawner and returns when it is gone; for a platform thread. Monitors and containers go on. */
    @Override
    public synchronized void close() {
        closed = true;
        if (running != null) {
            running.connection().close();
            running.process().end();
        }
        program.close();
    }
}
