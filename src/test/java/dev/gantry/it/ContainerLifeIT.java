package dev.gantry.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.container.AttachRequest;
import dev.gantry.container.Containers;
import dev.gantry.container.ContainerState.Status;
import dev.gantry.container.StartTrace;
import dev.gantry.container.StartTrace.Side;
import dev.gantry.container.WaitCondition;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.ProcessConfig;
import dev.gantry.container.config.RestartPolicy;
import dev.gantry.container.config.StdioConfig;
import dev.gantry.container.config.StorageConfig;
import dev.gantry.event.Event;
import dev.gantry.event.Events;
import dev.gantry.exec.ExecConfig;
import dev.gantry.exec.Execs;
import dev.gantry.log.LogQuery;
import dev.gantry.log.LogStream;
import dev.gantry.model.Conflict;
import dev.gantry.model.GantryException;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotFound;
import dev.gantry.model.ObjectId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Containers from create to removal, in real namespaces, asked of the domain itself. */
@QuarkusTest
@TestProfile(EngineProfile.class)
@Timeout(60)
class ContainerLifeIT extends BusyboxContainers {

    @Inject
    Execs execs;
    @Inject
    Events events;

    @Test
    void aProgramRunsAndItsOutputAndExitCodeAreKept() throws Exception {
        var id = create("sh", "-c", "echo out; echo err >&2; exit 3");
        assertEquals(Status.CREATED, containers.get(id).state().status());
        assertTrue(containers.start(id));
        var exit = containers.wait(id, WaitCondition.NOT_RUNNING).get(10, TimeUnit.SECONDS);
        assertEquals(3, exit.exitCode());
        assertEquals(Status.EXITED, containers.get(id).state().status());
        assertEquals("out\n", text(id, LogStream.STDOUT));
        assertEquals("err\n", text(id, LogStream.STDERR));
    }

    @Test
    void aStartTellsWhereItsTimeWent() throws Exception {
        var id = create("true");
        assertEquals(Optional.empty(), containers.startTrace(id), "before the first start");
        long asked = System.nanoTime();
        containers.start(id, asked);
        long took = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - asked);
        var trace = containers.startTrace(id).orElseThrow();
        assertEquals(1, trace.run());
        var names = trace.steps().stream().map(StartTrace.Step::name).toList();
        // The monitor and the process that it cloned go on side by side until the process is held: each keeps its own order.
        for (var inOrder : List.of(
                List.of("has the turn", "spec made", "begun", "cloned", "ready", "go", "executed", "heard started"),
                List.of("has the turn", "spec made", "handed over", "says go", "go"),
                List.of("begun", "namespaces", "root mounted", "in its cgroups", "pivoted", "held", "ready", "go", "executed"))) {
            assertEquals(inOrder, names.stream().filter(inOrder::contains).toList(), "of " + names);
        }
        assertEquals(Set.of(Side.ENGINE, Side.MONITOR, Side.PROCESS), trace.steps().stream().map(StartTrace.Step::side).collect(Collectors.toSet()));
        for (var step : trace.steps()) {
            assertTrue(step.micros() >= 0 && step.micros() <= took, step + " of " + took + " µs");
        }
        containers.wait(id, WaitCondition.NOT_RUNNING).get(10, TimeUnit.SECONDS);
        containers.start(id);
        assertEquals(2, containers.startTrace(id).orElseThrow().run());
    }

    @Test
    void itRunsInItsOwnNamespacesAndCgroup() throws Exception {
        var id = create("sleep", "100");
        containers.start(id);
        long pid = containers.get(id).state().pid();
        for (var namespace : List.of("mnt", "pid", "net", "ipc", "uts", "cgroup")) {
            assertFalse(Files.readSymbolicLink(Path.of("/proc/self/ns/" + namespace)).equals(Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/" + namespace))),
                    namespace);
        }
        assertTrue(Files.readString(Path.of("/proc/" + pid + "/cgroup")).contains(id), "cgroup of " + id);
        assertFalse(containers.start(id), "a second start changes nothing");
    }

    @Test
    void aUsualStartFindsItsDeviceFolderMadeAhead() throws Exception {
        boolean ahead = false;
        // A standby is made once there has been a moment without a start; how soon is the machine's to say.
        for (int tries = 0; !ahead && tries < 20; tries++) {
            var id = create("sleep", "100");
            Thread.sleep(200);
            var asked = Instant.now();
            containers.start(id);
            var device = Path.of("/proc/" + containers.get(id).state().pid() + "/root/dev/null");
            ahead = Files.getLastModifiedTime(device).toInstant().isBefore(asked);
        }
        assertTrue(ahead, "no /dev was older than its start");
    }

    @Test
    void attachingBeforeTheStartGivesTheFirstByteAndInputArrives() throws Exception {
        var stdio = new StdioConfig(false, true, true, true, true, true, Optional.empty());
        var id = containers.create(ContainerConfig.builder(BusyboxImage.NAME).cmd(List.of("sh", "-c", "echo first; cat")).stdio(stdio).build(), Optional.empty()).id().hex();
        try (var attachment = containers.attach(id, AttachRequest.LIVE)) {
            containers.start(id);
            var hello = "hello\n".getBytes(StandardCharsets.UTF_8);
            assertTrue(attachment.write(hello, 0, hello.length));
            attachment.endInput();
            var all = new ByteArrayOutputStream();
            for (var chunk = attachment.read(); chunk.isPresent(); chunk = attachment.read()) {
                chunk.get().writeTo(all);
            }
            assertEquals("first\nhello\n", all.toString(StandardCharsets.UTF_8));
        }
        assertEquals(0, containers.wait(id, WaitCondition.NOT_RUNNING).get(10, TimeUnit.SECONDS).exitCode());
    }

    @Test
    void stopAsksFirstAndKillsAfterTheGrace() throws Exception {
        var polite = create("sh", "-c", "trap 'exit 7' TERM; while :; do sleep 0.05; done");
        containers.start(polite);
        Thread.sleep(200);
        assertTrue(containers.stop(polite, OptionalInt.of(10), Optional.empty()));
        assertEquals(7, containers.get(polite).state().exitCode());
        assertFalse(containers.stop(polite, OptionalInt.of(10), Optional.empty()));
        var deaf = create("sh", "-c", "trap '' TERM; while :; do sleep 0.05; done");
        containers.start(deaf);
        Thread.sleep(200);
        containers.stop(deaf, OptionalInt.of(1), Optional.empty());
        assertEquals(137, containers.get(deaf).state().exitCode());
    }

    @Test
    void aKillCutsInOnAStop() throws Exception {
        var id = create("sh", "-c", "trap '' TERM; while :; do sleep 0.05; done");
        containers.start(id);
        Thread.sleep(200);
        var stopping = Thread.ofVirtual().start(() -> containers.stop(id, OptionalInt.of(-1), Optional.empty()));
        Thread.sleep(200);
        assertEquals(Status.RUNNING, containers.get(id).state().status());
        containers.kill(id, Optional.empty());
        assertTrue(stopping.join(java.time.Duration.ofSeconds(5)));
        assertEquals(137, containers.get(id).state().exitCode());
    }

    @Test
    void aContainerThatCantStartSaysWhyAsDockerDoes() {
        assertEquals("failed to create task for container: unable to start container process: exec: \"nosuch\": executable file not found in $PATH: unknown",
                startFailure(ContainerConfig.of(BusyboxImage.NAME, "nosuch"), 127));
        assertTrue(startFailure(ContainerConfig.of(BusyboxImage.NAME, "/nosuch"), 127).contains("no such file or directory"));
        assertTrue(startFailure(ContainerConfig.of(BusyboxImage.NAME, "/etc/plain"), 126).contains("permission denied"));
        assertTrue(startFailure(ContainerConfig.of(BusyboxImage.NAME, "/etc"), 126).contains("permission denied"));
    }

    @Test
    void namesFollowDockersRules() {
        containers.create(ContainerConfig.of(BusyboxImage.NAME, "true"), Optional.of("taken"));
        var conflict = assertThrows(Conflict.class, () -> containers.create(ContainerConfig.of(BusyboxImage.NAME, "true"), Optional.of("taken")));
        assertTrue(conflict.getMessage().startsWith("Conflict. The container name \"/taken\" is already in use by container"));
        assertThrows(InvalidRequest.class, () -> containers.create(ContainerConfig.of(BusyboxImage.NAME, "true"), Optional.of("-bad!")));
        containers.rename("taken", "free");
        assertEquals("free", containers.get("free").name());
        assertThrows(NotFound.class, () -> containers.get("taken"));
    }

    @Test
    void anAutoRemovedContainerIsGoneWhenItsRemovalIsTold() throws Exception {
        var id = containers.create(ContainerConfig.builder(BusyboxImage.NAME).cmd(List.of("sh", "-c", "echo bye; exit 4")).autoRemove(true).build(), Optional.empty()).id().hex();
        var removed = containers.wait(id, WaitCondition.REMOVED);
        containers.start(id);
        assertEquals(4, removed.get(10, TimeUnit.SECONDS).exitCode());
        assertThrows(NotFound.class, () -> containers.get(id));
        assertEquals("bye\n", text(id, LogStream.STDOUT), "its log outlives it");
    }

    @Test
    void eventsTellALifeInOrder() throws Exception {
        try (var subscription = events.subscribe(event -> event.type().equals(Event.CONTAINER), OptionalLong.empty())) {
            var id = create("true");
            containers.start(id);
            containers.wait(id, WaitCondition.NOT_RUNNING).get(10, TimeUnit.SECONDS);
            containers.remove(id, false, false);
            var actions = new ArrayList<String>();
            for (var event = subscription.poll(5000); event.isPresent(); event = subscription.poll(5000)) {
                assertEquals(id, event.get().actor());
                assertEquals("image", event.get().attributes().get("of"));
                actions.add(event.get().action());
                if (event.get().action().equals("destroy")) {
                    break;
                }
            }
            assertEquals(List.of("create", "start", "die", "destroy"), actions);
        }
    }

    @Test
    void anExecRunsInTheContainerAndGivesItsExitCode() throws Exception {
        var id = create("sleep", "100");
        containers.start(id);
        var exec = execs.create(id, ExecConfig.of("sh", "-c", "echo in; echo no >&2; exit 5"));
        var all = new ByteArrayOutputStream();
        try (var attachment = execs.start(exec.hex(), Optional.empty())) {
            for (var chunk = attachment.read(); chunk.isPresent(); chunk = attachment.read()) {
                chunk.get().writeTo(all);
            }
        }
        assertTrue(all.toString().contains("in\n") && all.toString().contains("no\n"), all.toString());
        for (int i = 0; i < 100 && execs.get(exec.hex()).running(); i++) {
            Thread.sleep(20);
        }
        assertEquals(OptionalInt.of(5), execs.get(exec.hex()).exitCode());
        var missing = execs.create(id, ExecConfig.of("nosuch"));
        var failure = assertThrows(GantryException.class, () -> execs.start(missing.hex(), Optional.empty()));
        assertTrue(failure.getMessage().contains("executable file not found in $PATH"), failure.getMessage());
        assertEquals(OptionalInt.of(127), execs.get(missing.hex()).exitCode());
    }

    @Test
    void aFollowerSeesEveryLineOnceAndTailCountsBackwards() throws Exception {
        var id = create("sh", "-c", "i=0; while [ $i -lt 2000 ]; do echo line $i; i=$((i+1)); done");
        containers.start(id);
        var seen = new ByteArrayOutputStream();
        try (var reader = logs.read(new ObjectId(id), LogQuery.ALL.follow(LogQuery.Follow.RUN))) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                chunk.get().output().writeTo(seen);
            }
        }
        var lines = seen.toString().lines().toList();
        assertEquals(2000, lines.size());
        assertEquals("line 1999", lines.getLast());
        var tail = new ByteArrayOutputStream();
        try (var reader = logs.read(new ObjectId(id), LogQuery.ALL.from(new LogQuery.From.Tail(3)))) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                chunk.get().output().writeTo(tail);
            }
        }
        assertEquals("line 1997\nline 1998\nline 1999\n", tail.toString());
    }

    @Test
    void anInitIsPid1AndReapsAndPassesTheExitCode() throws Exception {
        var base = ContainerConfig.of(BusyboxImage.NAME, "sh", "-c", "cat /proc/1/cmdline | head -c 17; exit 6");
        var p = base.process();
        var config = base.toBuilder().process(new ProcessConfig(p.entrypoint(), p.cmd(), p.env(), p.workingDir(), p.user(), p.groupAdd(), Optional.of(true),
                p.ulimits(), p.oomScoreAdj())).build();
        var id = containers.create(config, Optional.empty()).id().hex();
        containers.start(id);
        assertEquals(6, containers.wait(id, WaitCondition.NOT_RUNNING).get(10, TimeUnit.SECONDS).exitCode());
        assertEquals("/sbin/docker-init", text(id, LogStream.STDOUT));
    }

    @Test
    void environmentUserAndDirectoryAreAsAsked() throws Exception {
        var base = ContainerConfig.of(BusyboxImage.NAME, "sh", "-c", "env; id; pwd; hostname; cat /etc/hostname");
        var p = base.process();
        var config = base.toBuilder().hostname("box").process(new ProcessConfig(p.entrypoint(), p.cmd(), List.of("MINE=1", "FROM_IMAGE=changed"), "/made/new", "worker",
                p.groupAdd(), p.init(), p.ulimits(), p.oomScoreAdj())).build();
        var id = containers.create(config, Optional.empty()).id().hex();
        containers.start(id);
        containers.wait(id, WaitCondition.NOT_RUNNING).get(10, TimeUnit.SECONDS);
        var lines = text(id, LogStream.STDOUT).lines().toList();
        assertTrue(lines.containsAll(List.of("MINE=1", "FROM_IMAGE=changed", "HOSTNAME=box", "HOME=/tmp", "/made/new", "box")), lines.toString());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("uid=1000(worker) gid=1000(worker)") && line.contains("2000(extra)")), lines.toString());
    }

    @Test
    void bindsAndTmpfsAreThereAndReadOnlyWhereAsked() throws Exception {
        var host = Files.createTempDirectory("gantry-bind");
        Files.writeString(host.resolve("file"), "from the host\n");
        var storage = new StorageConfig(List.of(host + ":/data:ro"), List.of(), java.util.Map.of("/scratch", "size=1m"), List.of(), List.of(), 0, List.of(), "",
                java.util.Map.of());
        var config = ContainerConfig.of(BusyboxImage.NAME, "sh", "-c", "cat /data/file; touch /data/x || echo refused; df -k /scratch | tail -n 1").toBuilder().storage(storage).build();
        var id = containers.create(config, Optional.empty()).id().hex();
        containers.start(id);
        containers.wait(id, WaitCondition.NOT_RUNNING).get(10, TimeUnit.SECONDS);
        var out = text(id, LogStream.STDOUT);
        assertTrue(out.startsWith("from the host\nrefused\n"), out);
        assertTrue(out.contains(" 1024 "), out);
        Files.delete(host.resolve("file"));
        Files.delete(host);
    }

    @Test
    void aPolicyRestartsWhatFailsAndAStopEndsThat() throws Exception {
        var config = ContainerConfig.of(BusyboxImage.NAME, "sh", "-c", "echo run; exit 1").toBuilder()
                .restart(new RestartPolicy(RestartPolicy.Mode.ON_FAILURE, 2)).build();
        var id = containers.create(config, Optional.empty()).id().hex();
        containers.start(id);
        for (int i = 0; i < 200 && (containers.get(id).restartCount() < 2 || containers.get(id).state().status() != Status.EXITED); i++) {
            Thread.sleep(25);
        }
        assertEquals(2, containers.get(id).restartCount());
        assertEquals("run\nrun\nrun\n", text(id, LogStream.STDOUT));
        var always = containers.create(config.toBuilder().restart(new RestartPolicy(RestartPolicy.Mode.ALWAYS, 0)).build(), Optional.empty()).id().hex();
        containers.start(always);
        Thread.sleep(500);
        assertTrue(containers.stop(always, OptionalInt.of(1), Optional.empty()));
        int runs = containers.get(always).run();
        Thread.sleep(1000);
        assertEquals(Status.EXITED, containers.get(always).state().status());
        assertEquals(runs, containers.get(always).run());
    }

    private String startFailure(ContainerConfig config, int exitCode) {
        var id = containers.create(config, Optional.empty()).id().hex();
        var message = assertThrows(GantryException.class, () -> containers.start(id)).getMessage();
        assertEquals(exitCode, containers.get(id).state().exitCode(), message);
        assertEquals(message, containers.get(id).state().error());
        assertEquals(Status.CREATED, containers.get(id).state().status());
        return message;
    }

    private String text(String id, LogStream stream) throws Exception {
        var all = new ByteArrayOutputStream();
        try (var reader = logs.read(new ObjectId(id), LogQuery.ALL.streams(Set.of(stream)))) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                chunk.get().output().writeTo(all);
            }
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
