package dev.gantry.linux.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.linux.Errno;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.Signals;
import dev.gantry.linux.cgroup.Resources;
import dev.gantry.linux.spec.Identity;
import dev.gantry.linux.spec.ProcessSpec;
import dev.gantry.linux.spec.ProcessUser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** What a container is started with, and how its end is told. */
@EnabledIf("isRoot")
@Timeout(60)
class RunnerTest {
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
    void aContainerRunsAndItsExitCodeAndOutputAreKept() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = fixture.started(id, fixture.process("sh", "-c", "echo out; echo err >&2; exit 7").build())) {
            ExitStatus exit = RunnerFixture.exit(monitor);
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
        fixture.run(id, fixture.process("sh", "-c", "echo pid=$$; hostname; grep -E '^(Seccomp|CapEff|NoNewPrivs):' /proc/self/status; id -u; "
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
            monitor.awaitStarted();
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
            assertEquals(137, RunnerFixture.exit(monitor).code());
        }
        for (var entry : fixture.cgroups.entries(id, limits)) {
            RunnerFixture.awaitGone(entry.path());
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
            monitor.awaitStarted();
            ExitStatus exit = RunnerFixture.exit(monitor);
            assertTrue(exit.oomKilled());
            assertEquals(137, exit.code());
        }
    }

    @Test
    void aSignalReachesPidOneAndItsNumberIsInTheExit() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = fixture.started(id, fixture.process("sh", "-c", "trap 'exit 5' TERM; echo ready; while true; do sleep 0.05; done").build())) {
            fixture.awaitLog(monitor, id, "ready\n");
            monitor.kill(Signals.TERM);
            assertEquals(5, RunnerFixture.exit(monitor).code());
            assertEquals(Errno.ESRCH, assertThrows(KernelException.class, () -> monitor.kill(Signals.TERM)).errno());
        }
        String other = fixture.newId();
        try (Monitor monitor = fixture.started(other, fixture.process("sleep", "100").build())) {
            monitor.kill(Signals.KILL);
            ExitStatus exit = RunnerFixture.exit(monitor);
            assertEquals(137, exit.code());
            assertEquals(9, exit.signal());
        }
    }

    @Test
    void aProgramThatIsNotThereIsAnExecFailureAndLeavesNothing() throws Exception {
        String id = fixture.newId();
        try (Monitor monitor = fixture.spawner.start(fixture.container(id, fixture.process("no-such-program").build()).build(), MonitorEvents.NONE)) {
            StartFailure failure = assertThrows(StartFailure.class, () -> {
                monitor.awaitReady();
                monitor.go();
                monitor.awaitStarted();
            });
            assertEquals(Stage.EXEC, failure.stage());
            assertEquals(Errno.ENOENT, failure.errno());
            assertEquals("no-such-program", failure.text());
        }
        for (var entry : fixture.cgroups.entries(id, Resources.builder().build())) {
            RunnerFixture.awaitGone(entry.path());
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
                monitor.awaitStarted();
            });
            assertEquals(Stage.USER, failure.stage());
            assertEquals(0, failure.errno());
        }
    }

    @Test
    void aUserHasHisGroupsAndHisHome() throws Exception {
        String id = fixture.newId();
        fixture.run(id, fixture.process("sh", "-c", "id; echo $HOME").user(ProcessUser.of(new Identity.Name("guest"))).build());
        assertEquals("uid=1000(guest) gid=1001(guest) groups=1001(guest),2000(extra)\n/home/guest\n", fixture.log(id));
    }
}
