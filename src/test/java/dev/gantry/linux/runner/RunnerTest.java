package dev.gantry.linux.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.linux.Errno;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.Signals;
import dev.gantry.linux.cgroup.Resources;
import dev.gantry.linux.spec.ExecSpec;
import dev.gantry.linux.spec.Identity;
import dev.gantry.linux.spec.ProcessSpec;
import dev.gantry.linux.spec.ProcessUser;
import dev.gantry.linux.spec.WindowSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("isRoot")
@Timeout(60)
class RunnerTest {
    private static RunnerFixture fixture;

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
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
    void aContainerRunsAndItsExitCodeAndOutputAreKept() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = started(id, fixture.process("sh", "-c", "echo out; echo err >&2; exit 7").build())) {
            ExitStatus exit = exit(monitor);
            assertEquals(7, exit.code());
            assertEquals(0, exit.signal());
            assertFalse(exit.oomKilled());
            assertEquals("err\nout\n", fixture.log(id).lines().sorted().reduce("", (a, b) -> a + b + "\n"));
            assertEquals(3, exit.log().line());
        }
        RunExit left = RunExit.read(fixture.exitFile(id)).orElseThrow();
        assertEquals(7, left.status().code());
        assertEquals(BootId.current(), left.bootId());
    }

    @Test
    void aContainerSeesItsOwnNamespacesFilterAndCapabilities() throws Exception {
        String id = fixture.newId();
        run(id, fixture.process("sh", "-c", "echo pid=$$; hostname; grep -E '^(Seccomp|CapEff|NoNewPrivs):' /proc/self/status; id -u; "
                + "unshare -U true 2>&1; mount -t tmpfs x /mnt 2>&1; ls /sys/fs/cgroup/memory >/dev/null && echo cgroup; cat /proc/self/cgroup").build());
        String log = fixture.log(id);
        assertTrue(log.startsWith("pid=1\n" + id.substring(0, 12) + "\n"), log);
        assertTrue(log.contains("Seccomp:\t2"), log);
        assertTrue(log.contains("CapEff:\t00000000a80425fb"), log);
        assertTrue(log.contains("unshare(0x10000000): Operation not permitted"), log);
        assertTrue(log.contains("permission denied"), log);
        assertFalse(log.contains(id), () -> "the host's cgroup path shows: " + log);
    }

    @Test
    void limitsAreInTheCgroupFilesAndHold() throws Exception {
        String id = fixture.newId();
        Resources limits = Resources.builder().memory(32 << 20, 0, 0).pidsLimit(20).nanoCpus(500_000_000).build();
        Monitor monitor = fixture.spawner.start(fixture.container(id, fixture.process("sleep", "100").build(), limits).build(), MonitorEvents.NONE);
        try (monitor) {
            monitor.awaitReady();
            monitor.go();
            for (var entry : fixture.cgroups.entries(id, limits)) {
                for (var write : entry.writes()) {
                    if (List.of("memory.limit_in_bytes", "pids.max", "cpu.cfs_quota_us").contains(write.file())) {
                        assertEquals(write.value(), Files.readString(entry.path().resolve(write.file())).strip());
                    }
                }
            }
            assertEquals(1, fixture.cgroups.processes(id).size());
            fixture.cgroups.update(id, Resources.builder().memory(96 << 20, 0, 0).pidsLimit(30).build());
            fixture.cgroups.freeze(id);
            fixture.cgroups.thaw(id);
            monitor.killAll();
            assertEquals(137, exit(monitor).code());
        }
        for (var entry : fixture.cgroups.entries(id, limits)) {
            awaitGone(entry.path());
        }
    }

    @Test
    void runningOutOfMemoryIsTold() throws Exception {
        String id = fixture.newId();
        Monitor monitor = fixture.spawner.start(fixture.container(id, fixture.process("sh", "-c", "tail /dev/zero").build(),
                Resources.builder().memory(8 << 20, 8 << 20, 0).build()).build(), MonitorEvents.NONE);
        try (monitor) {
            monitor.awaitReady();
            monitor.go();
            ExitStatus exit = exit(monitor);
            assertTrue(exit.oomKilled());
            assertEquals(137, exit.code());
        }
    }

    @Test
    void aSignalReachesPidOneAndItsNumberIsInTheExit() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = started(id, fixture.process("sh", "-c", "trap 'exit 5' TERM; echo ready; while true; do sleep 0.05; done").build())) {
            awaitLog(monitor, id, "ready\n");
            monitor.kill(Signals.TERM);
            assertEquals(5, exit(monitor).code());
            assertEquals(Errno.ESRCH, assertThrows(KernelException.class, () -> monitor.kill(Signals.TERM)).errno());
        }
        String other = fixture.newId();
        try (Monitor monitor = started(other, fixture.process("sleep", "100").build())) {
            monitor.kill(Signals.KILL);
            ExitStatus exit = exit(monitor);
            assertEquals(137, exit.code());
            assertEquals(9, exit.signal());
        }
    }

    @Test
    void inputArrivesAndHalfCloseEndsIt() throws Exception {
        String id = fixture.newId();
        byte[] block = new byte[1 << 20];
        try (Monitor monitor = started(id, fixture.process("wc", "-c").stdin(true).build()); MonitorInput input = monitor.openInput()) {
            for (int i = 0; i < 20; i++) {
                assertTrue(input.write(ByteBuffer.wrap(block)));
            }
            input.end();
            assertEquals(0, exit(monitor).code());
        }
        assertEquals((20 << 20) + "\n", fixture.log(id));
    }

    @Test
    void aTerminalHasASizeThatChanges() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = started(id, fixture.process("sh", "-c", "stty size; read x; stty size").tty(true).stdin(true)
                .windowSize(new WindowSize(24, 80)).build()); MonitorInput input = monitor.openInput()) {
            awaitLog(monitor, id, "24 80\r\n");
            monitor.resize(50, 132);
            assertEquals(50, monitor.state().tty() ? 50 : 0);
            input.write(ByteBuffer.wrap("\n".getBytes(StandardCharsets.US_ASCII)));
            assertEquals(0, exit(monitor).code());
        }
        assertTrue(fixture.log(id).endsWith("50 132\r\n"), () -> fixture.log(id));
    }

    @Test
    void aMonitorIsAdoptedAfterItsFirstConnectionHasGone() throws Exception {
        String id = fixture.newId();
        Monitor first = started(id, fixture.process("sh", "-c", "read x; echo got $x; exit 3").stdin(true).build());
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
            assertEquals(3, exit(again).code());
        }
        assertEquals("got hello\n", fixture.log(id));
    }

    @Test
    void theDeathOfTheSpawnerHurtsNoContainerAndTheNextStartWorks() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = started(id, fixture.process("sh", "-c", "read x; exit 4").stdin(true).build()); MonitorInput input = monitor.openInput()) {
            int pid = fixture.spawner.pid();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            assertEquals(0, run(fixture.newId(), fixture.process("true").build()).code());
            assertTrue(fixture.spawner.pid() != pid);
            input.write(ByteBuffer.wrap("x\n".getBytes(StandardCharsets.US_ASCII)));
            assertEquals(4, exit(monitor).code());
        }
    }

    @Test
    void theDeathOfAMonitorIsNoticed() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = started(id, fixture.process("sleep", "100").build())) {
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
    void aProgramThatIsNotThereIsAnExecFailureAndLeavesNothing() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = fixture.spawner.start(fixture.container(id, fixture.process("no-such-program").build()).build(), MonitorEvents.NONE)) {
            StartFailure failure = assertThrows(StartFailure.class, () -> {
                monitor.awaitReady();
                monitor.go();
            });
            assertEquals(Stage.EXEC, failure.stage());
            assertEquals(Errno.ENOENT, failure.errno());
            assertEquals("no-such-program", failure.text());
        }
        for (var entry : fixture.cgroups.entries(id, Resources.builder().build())) {
            awaitGone(entry.path());
        }
    }

    @Test
    void anUnknownUserIsTold() {
        String id = fixture.newId();
        ProcessSpec process = fixture.process("true").user(ProcessUser.of(new Identity.Name("nobody-here"))).build();
        try (Monitor monitor = fixture.spawner.start(fixture.container(id, process).build(), MonitorEvents.NONE)) {
            StartFailure failure = assertThrows(StartFailure.class, () -> {
                monitor.awaitReady();
                monitor.go();
            });
            assertEquals(Stage.USER, failure.stage());
            assertEquals(0, failure.errno());
        }
    }

    @Test
    void aUserHasHisGroupsAndHisHome() throws Exception {
        String id = fixture.newId();
        run(id, fixture.process("sh", "-c", "id; echo $HOME").user(ProcessUser.of(new Identity.Name("guest"))).build());
        assertEquals("uid=1000(guest) gid=1001(guest) groups=1001(guest),2000(extra)\n/home/guest\n", fixture.log(id));
    }

    @Test
    void aContainerThatNobodyReleasesIsKilled() throws Exception {
        String id = fixture.newId();
        Monitor monitor = fixture.spawner.start(fixture.container(id, fixture.process("sleep", "100").build()).build(), MonitorEvents.NONE);
        ProcessIdentity process = monitor.awaitReady();
        assertTrue(process.isAlive());
        monitor.close();
        for (var entry : fixture.cgroups.entries(id, Resources.builder().build())) {
            awaitGone(entry.path());
        }
        assertFalse(process.isAlive());
    }

    @Test
    void anExecJoinsTheContainerAndItsOutputWaitsForASlowReader() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = started(id, fixture.process("sleep", "100").build()); Descriptors descriptors = monitor.descriptors()) {
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
                assertEquals(9, exit(execMonitor).code());
                List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
                assertEquals(id.substring(0, 12), lines.getFirst());
                assertEquals(300_001, lines.size());
                assertEquals("300000", lines.getLast());
                assertEquals("err\n", err.toString());
            }
            assertEquals(MonitorState.Phase.RUNNING, monitor.state().phase());
            monitor.killAll();
            assertEquals(137, exit(monitor).code());
        }
    }

    @Test
    void aWatchFiresWhenTheLogGrows() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = started(id, fixture.process("sh", "-c", "read x; echo more; sleep 100").stdin(true).build());
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
            exit(monitor);
        }
    }

    @Test
    void manyLivesLeaveNoDescriptorAndNoCgroupBehind() throws Exception {
        run(fixture.newId(), fixture.process("true").build());
        int before = openDescriptors();
        String last = "";
        for (int i = 0; i < 50; i++) {
            last = fixture.newId();
            assertEquals(0, run(last, fixture.process("true").build()).code());
        }
        for (var entry : fixture.cgroups.entries(last, Resources.builder().build())) {
            awaitGone(entry.path());
        }
        assertTrue(openDescriptors() <= before + 2, () -> before + " descriptors before, " + openDescriptors() + " after");
    }

    private static int openDescriptors() {
        return Path.of("/proc/self/fd").toFile().list().length;
    }

    private static Monitor started(String id, ProcessSpec process) {
        Monitor monitor = fixture.spawner.start(fixture.container(id, process).build(), MonitorEvents.NONE);
        monitor.awaitReady();
        monitor.go();
        return monitor;
    }

    private static ExitStatus run(String id, ProcessSpec process) throws Exception {
        try (Monitor monitor = started(id, process)) {
            return exit(monitor);
        }
    }

    private static ExitStatus exit(Monitor monitor) throws Exception {
        return assertInstanceOf(Ending.Exited.class, monitor.ended().get(20, TimeUnit.SECONDS)).status();
    }

    private static void awaitLog(Monitor monitor, String id, String wanted) throws Exception {
        LogPosition position = new LogPosition(0, 0, 0);
        while (!fixture.log(id).contains(wanted)) {
            position = monitor.watch(position.segment(), position.offset()).get(10, TimeUnit.SECONDS);
        }
    }

    private static void awaitGone(Path path) throws InterruptedException {
        for (int i = 0; i < 200 && Files.exists(path); i++) {
            Thread.sleep(10);
        }
        assertFalse(Files.exists(path), () -> path + " is still there");
    }
}
