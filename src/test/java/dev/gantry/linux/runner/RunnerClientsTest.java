package dev.gantry.linux.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.linux.Signals;
import dev.gantry.linux.spec.ExecSpec;
import dev.gantry.linux.spec.ProcessSpec;
import dev.gantry.linux.spec.WindowSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** What clients of a monitor get: input, output, terminals, execs, news of the log. */
@EnabledIf("isRoot")
@Timeout(60)
class RunnerClientsTest {
    private static RunnerFixture fixture;

    static boolean isRoot() {
        return RunnerFixture.isRoot();
    }

    @BeforeAll
    static void start() throws IOException {
        fixture = new RunnerFixture();
    }

    @AfterAll
    static void end() throws IOException {
        fixture.close();
    }

    @Test
    void inputArrivesAndHalfCloseEndsIt() throws Exception {
        String id = fixture.newId();
        byte[] block = new byte[1 << 20];
        try (Monitor monitor = fixture.started(id, fixture.process("wc", "-c").stdin(true).build()); MonitorInput input = monitor.openInput()) {
            for (int i = 0; i < 20; i++) {
                assertTrue(input.write(ByteBuffer.wrap(block)));
            }
            input.end();
            assertEquals(0, RunnerFixture.exit(monitor).code());
        }
        assertEquals((20 << 20) + "\n", fixture.log(id));
    }

    @Test
    void aTerminalHasASizeThatChanges() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = fixture.started(id, fixture.process("sh", "-c", "stty size; read x; stty size").tty(true).stdin(true)
                .windowSize(new WindowSize(24, 80)).build()); MonitorInput input = monitor.openInput()) {
            fixture.awaitLog(monitor, id, "24 80\r\n");
            monitor.resize(50, 132);
            assertEquals(50, monitor.state().tty() ? 50 : 0);
            input.write(ByteBuffer.wrap("\n".getBytes(StandardCharsets.US_ASCII)));
            assertEquals(0, RunnerFixture.exit(monitor).code());
        }
        assertTrue(fixture.log(id).endsWith("50 132\r\n"), () -> fixture.log(id));
    }

    @Test
    void anExecJoinsTheContainerAndItsOutputWaitsForASlowReader() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = fixture.started(id, fixture.process("sleep", "100").build()); Descriptors descriptors = monitor.descriptors()) {
            String exec = fixture.newId();
            ProcessSpec process = fixture.process("sh", "-c", "hostname; seq 1 300000; echo err >&2; exit 9").build();
            ExecSpec spec = new ExecSpec(exec, process, descriptors.pidfd(), fixture.cgroups.joinEntries(id), fixture.stateDir(exec),
                    fixture.exitFile(exec));
            try (Monitor execMonitor = fixture.spawner.start(spec, MonitorEvents.NONE)) {
                execMonitor.awaitReady();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                StringBuilder err = new StringBuilder();
                try (MonitorOutput output = execMonitor.attachOutput()) {
                    execMonitor.go();
                    execMonitor.awaitStarted();
                    Thread.sleep(300);
                    assertFalse(execMonitor.ended().isDone(), "the output did not wait for its reader");
                    for (Optional<MonitorOutput.Chunk> chunk = output.next(); chunk.isPresent(); chunk = output.next()) {
                        if (chunk.get().stream() == 1) {
                            out.writeBytes(chunk.get().data());
                        } else {
                            err.append(new String(chunk.get().data(), StandardCharsets.UTF_8));
                        }
                    }
                }
                assertEquals(9, RunnerFixture.exit(execMonitor).code());
                List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
                assertEquals(id.substring(0, 12), lines.getFirst());
                assertEquals(300_001, lines.size());
                assertEquals("300000", lines.getLast());
                assertEquals("err\n", err.toString());
            }
            assertEquals(MonitorState.Phase.RUNNING, monitor.state().phase());
            monitor.killAll();
            assertEquals(137, RunnerFixture.exit(monitor).code());
        }
    }

    @Test
    void aWatchFiresWhenTheLogGrows() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = fixture.started(id, fixture.process("sh", "-c", "read x; echo more; sleep 100").stdin(true).build());
             MonitorInput input = monitor.openInput()) {
            LogPosition now = monitor.state().log();
            var watch = monitor.watch(now.segment(), now.offset());
            Thread.sleep(100);
            assertFalse(watch.isDone());
            input.write(ByteBuffer.wrap("\n".getBytes(StandardCharsets.US_ASCII)));
            LogPosition then = watch.get(5, TimeUnit.SECONDS);
            assertTrue(then.offset() > now.offset());
            assertEquals(now.line() + 1, then.line());
            monitor.kill(Signals.KILL);
            RunnerFixture.exit(monitor);
        }
    }
}
