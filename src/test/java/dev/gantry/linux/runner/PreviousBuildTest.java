package dev.gantry.linux.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gantry.linux.Signals;
import dev.gantry.linux.spec.ExecSpec;
import dev.gantry.linux.spec.WindowSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Containers that an earlier build of the runner started are adopted by this engine, with all that it asks of a monitor. */
@EnabledIf("isRoot")
@Timeout(120)
class PreviousBuildTest {

    static boolean isRoot() {
        return RunnerFixture.isRoot();
    }

    @Test
    void theMonitorsOfThePreviousBuildAreAdopted(@TempDir Path folder) throws Exception {
        Optional<byte[]> runner = PreviousRunner.build(folder);
        assumeTrue(runner.isPresent(), "the repository's history has no earlier runner");
        try (RunnerFixture previous = new RunnerFixture(runner.get())) {
            String shell = previous.newId();
            previous.started(shell, previous.process("sh", "-c", "read x; echo got $x; trap 'exit 6' TERM; while true; do sleep 0.05; done").stdin(true).build()).close();
            String terminal = previous.newId();
            previous.started(terminal, previous.process("sh", "-c", "read x; stty size; exit 7").tty(true).stdin(true).windowSize(new WindowSize(24, 80)).build()).close();
            String exec = previous.newId();
            startExec(previous, shell, exec);
            previous.spawner.close();
            talk(previous, shell);
            resize(previous, terminal);
            watchExec(previous, exec);
            kill(previous, shell);
        }
    }

    /** As an engine does that dies afterwards. */
    private static void startExec(RunnerFixture previous, String container, String exec) {
        try (Monitor monitor = adopt(previous, container); Descriptors descriptors = monitor.descriptors()) {
            ExecSpec spec = new ExecSpec(exec, previous.process("sh", "-c", "sleep 0.5; echo out; exit 8").build(), descriptors.pidfd(),
                    previous.cgroups.joinEntries(container), previous.stateDir(exec), previous.exitFile(exec));
            try (Monitor started = previous.spawner.start(spec, MonitorEvents.NONE)) {
                started.awaitReady();
                started.go();
                started.awaitStarted();
            }
        }
    }

    private static void talk(RunnerFixture previous, String id) throws Exception {
        try (Monitor monitor = adopt(previous, id); MonitorInput input = monitor.openInput(); Descriptors descriptors = monitor.descriptors()) {
            assertEquals(MonitorState.Phase.RUNNING, monitor.state().phase());
            assertTrue(monitor.state().stdin());
            assertTrue(descriptors.root().isPresent());
            input.write(ByteBuffer.wrap("hello\n".getBytes(StandardCharsets.US_ASCII)));
            previous.awaitLog(monitor, id, "got hello\n");
        }
    }

    private static void resize(RunnerFixture previous, String id) throws Exception {
        try (Monitor monitor = adopt(previous, id); MonitorInput input = monitor.openInput()) {
            monitor.resize(50, 132);
            assertTrue(monitor.state().tty());
            input.write(ByteBuffer.wrap("\n".getBytes(StandardCharsets.US_ASCII)));
            assertEquals(7, RunnerFixture.exit(monitor).code());
        }
        assertTrue(previous.log(id).endsWith("50 132\r\n"), () -> previous.log(id));
    }

    private static void watchExec(RunnerFixture previous, String id) throws Exception {
        try (Monitor monitor = adopt(previous, id); MonitorOutput output = monitor.attachOutput()) {
            assertEquals("out\n", new String(output.next().orElseThrow().data(), StandardCharsets.US_ASCII));
            assertEquals(8, RunnerFixture.exit(monitor).code());
        }
        assertEquals(8, RunExit.read(previous.exitFile(id)).orElseThrow().status().code());
    }

    private static void kill(RunnerFixture previous, String id) throws Exception {
        try (Monitor monitor = adopt(previous, id)) {
            monitor.kill(Signals.TERM);
            assertEquals(6, RunnerFixture.exit(monitor).code());
        }
        assertEquals(6, RunExit.read(previous.exitFile(id)).orElseThrow().status().code());
    }

    private static Monitor adopt(RunnerFixture previous, String id) {
        RunState state = RunState.read(previous.stateDir(id)).orElseThrow();
        assertTrue(state.monitorLives());
        return Monitor.adopt(previous.poller, previous.stateDir(id), previous.exitFile(id), state.run(), MonitorEvents.NONE);
    }
}
