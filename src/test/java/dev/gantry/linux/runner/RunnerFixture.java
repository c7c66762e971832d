package dev.gantry.linux.runner;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gantry.linux.Capabilities;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.Poller;
import dev.gantry.linux.cgroup.CgroupHierarchy;
import dev.gantry.linux.cgroup.Resources;
import dev.gantry.linux.seccomp.SeccompProfiles;
import dev.gantry.linux.spec.CapabilitySets;
import dev.gantry.linux.spec.ContainerDefaults;
import dev.gantry.linux.spec.ContainerSpec;
import dev.gantry.linux.spec.LogTarget;
import dev.gantry.linux.spec.Namespace;
import dev.gantry.linux.spec.ProcessSpec;
import dev.gantry.linux.spec.RootFilesystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A spawner of its own with a folder and a cgroup parent of its own, and a busybox root to start containers from.
 */
final class RunnerFixture implements AutoCloseable {
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final List<String> APPLETS = List.of("sh", "cat", "echo", "sleep", "true", "kill", "unshare", "stty", "id", "grep", "ls",
            "mount", "hostname", "dd", "wc", "head", "tail", "ps", "seq", "md5sum", "mkdir", "touch", "trap", "free", "env", "pwd");
    private static final Set<Namespace> NAMESPACES = Set.of(Namespace.MOUNT, Namespace.PID, Namespace.IPC, Namespace.UTS, Namespace.CGROUP,
            Namespace.NETWORK);

    final Path folder;
    final Poller poller = Poller.start();
    final CgroupHierarchy cgroups;
    final Spawner spawner;
    final SeccompProfiles seccomp = new SeccompProfiles();
    private final SecureRandom random = new SecureRandom();

    RunnerFixture() throws IOException {
        this(Spawner.binary());
    }

    /** With another build of the runner. */
    RunnerFixture(byte[] runner) throws IOException {
        folder = Files.createTempDirectory("gantry-runner-test");
        cgroups = CgroupHierarchy.detect("gantry-test-" + ProcessHandle.current().pid());
        cgroups.prepare();
        Path bin = Files.createDirectories(folder.resolve("image/bin"));
        Files.copy(BUSYBOX, bin.resolve("busybox"));
        for (String applet : APPLETS) {
            Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
        }
        Files.createDirectories(folder.resolve("image/etc"));
        Files.writeString(folder.resolve("image/etc/passwd"), "root:x:0:0:root:/root:/bin/sh\nguest:x:1000:1001::/home/guest:/bin/sh\n");
        Files.writeString(folder.resolve("image/etc/group"), "root:x:0:\nguest:x:1001:\nextra:x:2000:guest\n");
        spawner = Spawner.start(poller, cgroups.monitorDirectories(), runner);
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    String newId() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    ProcessSpec.Builder process(String... arguments) {
        Set<String> capabilities = Capabilities.of(List.of(), List.of(), false);
        return ProcessSpec.builder(List.of(arguments), List.of("PATH=/bin"))
                .capabilities(CapabilitySets.root(Capabilities.bits(capabilities)))
                .seccomp(seccomp.defaultFilter(capabilities));
    }

    /** A container as Docker would make it by default, without a network but lo. */
    ContainerSpec.Builder container(String id, ProcessSpec process) {
        return container(id, process, Resources.builder().build());
    }

    ContainerSpec.Builder container(String id, ProcessSpec process, Resources resources) {
        Path own = folder.resolve(id.substring(0, 16));
        ContainerSpec.Builder builder = ContainerSpec.builder(id, 1, process, new RootFilesystem.Overlay(directory(own.resolve("upper")),
                        directory(own.resolve("work")), List.of(folder.resolve("image")), RootFilesystem.SLAVE))
                .hostname(id.substring(0, 12)).newNamespaces(NAMESPACES).loopback(true)
                .mounts(ContainerDefaults.mounts(ContainerDefaults.SHM_BYTES, false)).devices(ContainerDefaults.devices())
                .links(ContainerDefaults.links()).masked(ContainerDefaults.masked()).readOnly(ContainerDefaults.readOnly())
                .cgroups(cgroups.entries(id, resources))
                .log(new LogTarget.Blocking(directory(own.resolve("log")), LogTarget.DEFAULT_SEGMENT_BYTES, 0))
                .stateDir(stateDir(id)).exitFile(exitFile(id));
        cgroups.oomFile(id).ifPresent(builder::oomFile);
        return builder;
    }

    Path stateDir(String id) {
        return folder.resolve("s-" + id.substring(0, 16));
    }

    Path exitFile(String id) {
        return folder.resolve("exit-" + id.substring(0, 16));
    }

    /** The output of a container, both streams as they came, without the marks. */
    String log(String id) {
        return LogFiles.text(folder.resolve(id.substring(0, 16)).resolve("log"));
    }

    /** Starts a container and waits until its program runs. */
    Monitor started(String id, ProcessSpec process) {
        Monitor monitor = spawner.start(container(id, process).build(), MonitorEvents.NONE);
        monitor.awaitReady();
        monitor.go();
        monitor.awaitStarted();
        return monitor;
    }

    ExitStatus run(String id, ProcessSpec process) throws Exception {
        try (Monitor monitor = started(id, process)) {
            return exit(monitor);
        }
    }

    static ExitStatus exit(Monitor monitor) throws Exception {
        return assertInstanceOf(Ending.Exited.class, monitor.ended().get(20, TimeUnit.SECONDS)).status();
    }

    void awaitLog(Monitor monitor, String id, String wanted) throws Exception {
        LogPosition position = new LogPosition(0, 0, 0);
        while (!log(id).contains(wanted)) {
            position = monitor.watch(position.segment(), position.offset()).get(10, TimeUnit.SECONDS);
        }
    }

    static void awaitGone(Path path) throws InterruptedException {
        for (int i = 0; i < 200 && Files.exists(path); i++) {
            Thread.sleep(10);
        }
        assertFalse(Files.exists(path), () -> path + " is still there");
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A container outlives its engine, so what a failed test has left running is ended here. */
    private void endContainers() throws IOException {
        try (Stream<Path> states = Files.list(folder)) {
            for (Path state : states.filter(path -> path.getFileName().toString().startsWith("s-")).toList()) {
                Path exit = folder.resolve(state.getFileName().toString().replace("s-", "exit-"));
                if (RunState.read(state).filter(RunState::monitorLives).isPresent()) {
                    try (Monitor monitor = Monitor.adopt(poller, state, exit, 1, MonitorEvents.NONE)) {
                        monitor.killAll();
                        monitor.ended().join();
                    } catch (KernelException ended) {
                        // It ended by itself meanwhile.
                        continue;
                    }
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        endContainers();
        Path monitors = cgroups.monitorDirectories().getFirst();
        spawner.close();
        for (int i = 0; i < 200 && Files.exists(monitors); i++) {
            // The spawner and the last monitors need a moment to go.
            LockSupport.parkNanos(10_000_000);
            cgroups.removeAll();
        }
        poller.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
