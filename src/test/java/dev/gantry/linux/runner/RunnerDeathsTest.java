package dev.gantry.linux.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.linux.Errno;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.cgroup.Resources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** What the death of an engine, a spawner or a monitor costs, and what lives leave behind. */
@EnabledIf("isRoot")
@Timeout(60)
class RunnerDeathsTest {
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
    void aMonitorIsAdoptedAfterItsFirstConnectionHasGone() throws Exception {
        String id = fixture.newId();
        Monitor first = fixture.started(id, fixture.process("sh", "-c", "read x; echo got $x; exit 3").stdin(true).build());
        MonitorState before = first.state();
        first.close();
        assertTrue(RunState.read(fixture.stateDir(id)).orElseThrow().monitorLives());
        assertEquals(Errno.ESTALE, assertThrows(KernelException.class, () ->
                Monitor.adopt(fixture.poller, fixture.stateDir(id), fixture.exitFile(id), 2, MonitorEvents.NONE)).errno());
        try (Monitor again = Monitor.adopt(fixture.poller, fixture.stateDir(id), fixture.exitFile(id), 1, MonitorEvents.NONE);
             MonitorInput input = again.openInput()) {
            assertEquals(before, again.state());
            assertEquals(MonitorState.Phase.RUNNING, again.state().phase());
            input.write(ByteBuffer.wrap("hello\n".getBytes(StandardCharsets.US_ASCII)));
            assertEquals(3, RunnerFixture.exit(again).code());
        }
        assertEquals("got hello\n", fixture.log(id));
    }

    @Test
    void theDeathOfTheSpawnerHurtsNoContainerAndTheNextStartWorks() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = fixture.started(id, fixture.process("sh", "-c", "read x; exit 4").stdin(true).build()); MonitorInput input = monitor.openInput()) {
            int pid = fixture.spawner.pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            assertEquals(0, fixture.run(fixture.newId(), fixture.process("true").build()).code());
            assertTrue(fixture.spawner.pid() != pid);
            input.write(ByteBuffer.wrap("x\n".getBytes(StandardCharsets.US_ASCII)));
            assertEquals(4, RunnerFixture.exit(monitor).code());
        }
    }

    @Test
    void theDeathOfAMonitorIsNoticed() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = fixture.started(id, fixture.process("sleep", "100").build())) {
            RunState state = RunState.read(fixture.stateDir(id)).orElseThrow();
            ProcessHandle.of(state.monitor().pid()).orElseThrow().destroyForcibly();
            assertInstanceOf(Ending.Lost.class, monitor.ended().get(5, TimeUnit.SECONDS));
            for (int i = 0; i < 100 && state.monitorLives(); i++) {
                Thread.sleep(10);
            }
            assertFalse(state.monitorLives());
            ProcessHandle.of(state.process().pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aContainerThatNobodyReleasesIsKilled() throws Exception {
        String id = fixture.newId();
        Monitor monitor = fixture.spawner.start(fixture.container(id, fixture.process("sleep", "100").build()).build(), MonitorEvents.NONE);
        ProcessIdentity process = monitor.awaitReady();
        assertTrue(process.isAlive());
        monitor.close();
        for (var entry : fixture.cgroups.entries(id, Resources.builder().build())) {
            RunnerFixture.awaitGone(entry.path());
        }
        assertFalse(process.isAlive());
    }

    @Test
    void manyLivesLeaveNoDescriptorAndNoCgroupBehind() throws Exception {
        fixture.run(fixture.newId(), fixture.process("true").build());
        int before = openDescriptors();
        String last = "";
        for (int i = 0; i < 50; i++) {
            last = fixture.newId();
            assertEquals(0, fixture.run(last, fixture.process("true").build()).code());
        }
        for (var entry : fixture.cgroups.entries(last, Resources.builder().build())) {
            RunnerFixture.awaitGone(entry.path());
        }
        assertTrue(openDescriptors() <= before + 2, () -> before + " descriptors before, " + openDescriptors() + " after");
    }

    private static int openDescriptors() {
        return Path.of("/proc/self/fd").toFile().list().length;
    }
}
