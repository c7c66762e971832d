package dev.gantry.linux.runner;

import dev.gantry.linux.Errno;
import dev.gantry.linux.Fd;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.Poller;
import dev.gantry.linux.SeqpacketSocket;
import dev.gantry.linux.spec.Fields;
import dev.gantry.model.Waiting;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The engine's connection to one monitor. Closing it leaves the monitor and its container alone, except before READY and {@link #go()}: then
 * the monitor kills what it has set up.
 */
public final class Monitor implements AutoCloseable {
    private static final String SOCKET = "monitor.sock";
    private static final int PROTOCOL = 1;
    private static final long KILL_ALL = 1;

    private final Poller poller;
    private final Path stateDir;
    private final Connection connection;
    private final MonitorFate fate;
    private final LogWatches watches = new LogWatches();

    private Monitor(Poller poller, Fd socket, Path stateDir, MonitorFate fate) {
        this.poller = poller;
        this.stateDir = stateDir;
        this.fate = fate;
        this.connection = new Connection(poller, socket, "monitor of " + stateDir, new Unasked());
    }

    private final class Unasked implements Connection.Listener {
        @Override
        public void message(Message message) {
            if (message.type() == MessageType.PROGRESS) {
                watches.progress(message.logPosition(), fields -> connection.tellSoon(MessageType.WATCH, fields));
            } else {
                fate.message(message);
            }
            if (message.type() == MessageType.EXIT) {
                watches.end();
            }
        }

        @Override
        public void end() {
            watches.end();
            fate.end();
        }
    }

    /** The connection over the pair that a START handed to the new monitor. */
    static Monitor started(Poller poller, Fd socket, Path stateDir, Path exitFile, int run, MonitorEvents events) {
        Monitor monitor = new Monitor(poller, socket, stateDir, new MonitorFate(exitFile, run, events));
        monitor.connection.listen();
        return monitor;
    }

    /**
     * Connects to the running monitor of {@code stateDir}, whose run must be {@code run}; KernelException ENOENT or ECONNREFUSED where there is
     * none, and ESTALE where it watches another run.
     */
    public static Monitor adopt(Poller poller, Path stateDir, Path exitFile, int run, MonitorEvents events) {
        Fd socket = SeqpacketSocket.connect(stateDir.resolve(SOCKET));
        Monitor monitor = new Monitor(poller, socket, stateDir, new MonitorFate(exitFile, run, events));
        monitor.connection.listen();
        try {
            MonitorState state = monitor.state();
            if (state.run() != run) {
                throw new KernelException("connect", stateDir + ": run " + state.run() + " instead of " + run, Errno.ESTALE);
            }
            return monitor;
        } catch (RuntimeException failure) {
            monitor.close();
            throw failure;
        }
    }

    /** Waits until the monitor has said something, or it is sure that there is none. */
    boolean exists() {
        return fate.heard();
    }

    /** Waits until pid 1 is set up and held; StartFailure if a step failed. */
    public ProcessIdentity awaitReady() {
        return Waiting.on(fate.ready());
    }

    /** Lets pid 1 execute its program, at once or, before READY, as soon as it is set up; unless the engine ends before. */
    public void go() {
        connection.tell(MessageType.GO, new Fields());
    }

    /** Waits until pid 1 has executed its program; StartFailure (stage EXEC) if it could not. */
    public Instant awaitStarted() {
        return Waiting.on(fate.started());
    }

    /** What the runner did between START and STARTED, and when; empty before {@link #awaitStarted()} has returned and for a run that was adopted. */
    public List<TraceStep> trace() {
        return fate.trace();
    }

    /** Asks for the present state. */
    public MonitorState state() {
        return MonitorStates.decode(ask(MessageType.HELLO, new Fields().u32(Tag.PROTOCOL, PROTOCOL)).message());
    }

    /** Sends a signal to pid 1; KernelException ESRCH once it is gone. */
    public void kill(int signal) {
        killed(new Fields().u32(Tag.SIGNAL, signal), "signal " + signal);
    }

    /** Kills everything in the container's cgroup by SIGKILL; KernelException ESRCH once it is gone. */
    public void killAll() {
        killed(new Fields().u64(Tag.FLAGS, KILL_ALL), "the whole cgroup");
    }

    private void killed(Fields fields, String what) {
        Message answer;
        try {
            answer = ask(MessageType.KILL, fields).message();
        } catch (KernelException gone) {
            throw new KernelException("kill", what, Errno.ESRCH);
        }
        int errno = (int) answer.number(Tag.ERRNO);
        if (errno != 0) {
            throw new KernelException("kill", what, errno);
        }
    }

    /** Sets the terminal's size; nothing happens where there is no terminal. */
    public void resize(int rows, int columns) {
        connection.tell(MessageType.RESIZE, new Fields().u16(Tag.ROWS, rows).u16(Tag.COLUMNS, columns));
    }

    /**
     * Completes once the log is longer than this; exceptionally (KernelException EPIPE) when the run has ended, after which the log is complete.
     * Dependents run on the poller's thread and must not block.
     */
    public CompletableFuture<LogPosition> watch(long segment, long offset) {
        return watches.add(segment, offset, fields -> connection.tell(MessageType.WATCH, fields));
    }

    /** Opens a way to the container's stdin, on a connection of its own. */
    public MonitorInput openInput() {
        return new MonitorInput(poller, SeqpacketSocket.connect(stateDir.resolve(SOCKET)), stateDir);
    }

    /** Opens the output of an exec, or of a container without a log, on a connection of its own. Between READY and GO it misses nothing. */
    public MonitorOutput attachOutput() {
        return MonitorOutput.attach(poller, SeqpacketSocket.connect(stateDir.resolve(SOCKET)));
    }

    /** The descriptors of pid 1 and of its root; the caller closes them. */
    public Descriptors descriptors() {
        List<Fd> received = ask(MessageType.DESCRIPTORS, new Fields()).descriptors();
        if (received.isEmpty()) {
            throw new KernelException("descriptors", stateDir.toString(), Errno.ESRCH);
        }
        return new Descriptors(received.getFirst(), received.size() > 1 ? received.get(1) : null);
    }

    /**
     * Completes when the run is over, or the monitor is gone, or could not start anything (then as Lost); never exceptionally. Dependents may
     * run on the poller's thread and must not block: join it on a virtual thread instead.
     */
    public CompletableFuture<Ending> ended() {
        return fate.ended();
    }

    private Connection.Reply ask(MessageType type, Fields fields) {
        return Waiting.on(connection.ask(type, fields, List.of()));
    }

    @Override
    public void close() {
        fate.letGo();
        connection.close();
    }
}
