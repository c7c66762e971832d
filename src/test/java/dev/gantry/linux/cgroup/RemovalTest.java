package dev.gantry.linux.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.linux.KernelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine's last act, with real cgroups and a real process in them. */
class RemovalTest {
    private final CgroupHierarchy cgroups = CgroupHierarchy.detect("gantry-removal-" + ProcessHandle.current().pid());
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void makeDirectories() throws IOException {
        cgroups.prepare();
        for (Path monitors : cgroups.monitorDirectories()) {
            Files.createDirectories(monitors);
        }
    }

    @AfterEach
    void takeAway() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        cgroups.removeAll();
        assertEquals(List.of(), left());
    }

    @Test
    void aMonitorThatJustEndsIsWaitedFor() throws IOException {
        Process monitor = monitor();
        CompletableFuture.runAsync(monitor::destroyForcibly, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
        cgroups.removeIdle();
        assertEquals(List.of(), left());
    }

    @Test
    void aMonitorWithItsContainerKeepsTheDirectories() throws IOException {
        Process monitor = monitor();
        for (Path monitors : cgroups.monitorDirectories()) {
            Files.createDirectory(monitors.resolveSibling("container"));
        }
        cgroups.removeIdle();
        assertTrue(monitor.isAlive());
        assertTrue(left().containsAll(cgroups.monitorDirectories()), left()::toString);
    }

    private Process monitor() throws IOException {
        Process process = new ProcessBuilder("sleep", "100").start();
        processes.add(process);
        for (Path monitors : cgroups.monitorDirectories()) {
            // A new cpuset of version 1 takes nobody before it is given processors; the spawner sees to that.
            if (!Files.exists(monitors.resolve("cpuset.cpus")) || !KernelFile.read(monitors.resolve("cpuset.cpus")).isEmpty()) {
                KernelFile.write(monitors.resolve("cgroup.procs"), Long.toString(process.pid()));
            }
        }
        return process;
    }

    private List<Path> left() {
        return cgroups.monitorDirectories().stream().flatMap(monitors -> Stream.of(monitors, monitors.getParent())).filter(Files::exists).toList();
    }
}
