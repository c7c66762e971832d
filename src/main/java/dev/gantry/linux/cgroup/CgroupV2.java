package dev.gantry.linux.cgroup;

import dev.gantry.linux.BpfProgram;
import dev.gantry.linux.Fd;
import dev.gantry.linux.KernelFile;
import dev.gantry.linux.OpenFile;
import dev.gantry.linux.spec.CgroupEntry;
import dev.gantry.linux.spec.CgroupEntry.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cgroups of version 2: one directory a container, in which it is cloned.
 */
final class CgroupV2 implements CgroupHierarchy {
    private static final String MONITORS = "monitors";
    private static final List<String> CONTROLLERS = List.of("cpuset", "cpu", "io", "memory", "hugetlb", "pids", "rdma", "misc");

    private final Path mount;
    private final Path parent;

    CgroupV2(Path mount, Path parent) {
        this.mount = mount;
        this.parent = parent;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public CgroupAbilities abilities() {
        List<String> controllers = Arrays.asList(KernelFile.read(mount.resolve("cgroup.controllers")).split(" "));
        boolean io = controllers.contains("io");
        // Some files are not in the root's directory.
        Path own = mount.resolve(parent);
        boolean weight = io && (Files.exists(own.resolve("io.weight")) || Files.exists(own.resolve("io.bfq.weight")));
        boolean memory = controllers.contains("memory");
        return new CgroupAbilities(2, memory, memory && Files.exists(own.resolve("memory.swap.max")), false, false, controllers.contains("cpu"), false,
                controllers.contains("cpuset"), controllers.contains("pids"), weight, weight, io, HostLists.processors(), HostLists.memoryNodes());
    }

    @Override
    public void prepare() {
        Path directory = mount;
        delegate(directory);
        for (Path name : parent) {
            directory = directory.resolve(name);
            CgroupDirectories.make(directory);
            delegate(directory);
        }
    }

    /** Gives what the directory has itself to those below it. */
    private static void delegate(Path directory) {
        List<String> present = Arrays.asList(KernelFile.read(directory.resolve("cgroup.controllers")).split(" "));
        String wanted = CONTROLLERS.stream().filter(present::contains).map(name -> "+" + name).collect(Collectors.joining(" "));
        if (!wanted.isEmpty()) {
            KernelFile.write(directory.resolve("cgroup.subtree_control"), wanted);
        }
    }

    @Override
    public List<Path> monitorDirectories() {
        return List.of(mount.resolve(parent).resolve(MONITORS));
    }

    @Override
    public List<CgroupEntry> entries(String containerId, Resources resources) {
        return List.of(new CgroupEntry(directory(containerId), V2Values.of(resources), false, true, true));
    }

    @Override
    public void whileHeld(String containerId, Resources resources) {
        try (Fd cgroup = OpenFile.open(directory(containerId), OpenFile.READ | OpenFile.DIRECTORY)) {
            BpfProgram.attachDeviceProgram(cgroup, DeviceProgram.compile(resources.devices()));
        }
    }

    @Override
    public boolean worksWhileHeld() {
        return true;
    }

    @Override
    public List<CgroupEntry> joinEntries(String containerId) {
        return List.of(new CgroupEntry(directory(containerId), List.of(), true, true, false));
    }

    @Override
    public Optional<Path> oomFile(String containerId) {
        return Optional.of(directory(containerId).resolve("memory.events"));
    }

    @Override
    public void update(String containerId, Resources resources) {
        for (Write write : V2Values.of(resources)) {
            Path file = directory(containerId).resolve(write.file());
            if (!write.optional() || Files.exists(file)) {
                KernelFile.write(file, write.value());
            }
        }
    }

    @Override
    public void freeze(String containerId) {
        freeze(containerId, "1");
    }

    @Override
    public void thaw(String containerId) {
        freeze(containerId, "0");
    }

    @Override
    public boolean frozen(String containerId) {
        Path file = directory(containerId).resolve("cgroup.freeze");
        return Files.exists(file) && KernelFile.read(file).equals("1");
    }

    private void freeze(String containerId, String wanted) {
        KernelFile.write(directory(containerId).resolve("cgroup.freeze"), wanted);
        Path events = directory(containerId).resolve("cgroup.events");
        FreezeWait.until(containerId, () -> KernelFile.read(events).lines().anyMatch(("frozen " + wanted)::equals));
    }

    @Override
    public List<Integer> processes(String containerId) {
        return new ArrayList<>(CgroupDirectories.processes(directory(containerId)));
    }

    @Override
    public void remove(String containerId) {
        CgroupDirectories.remove(directory(containerId));
    }

    @Override
    public void removeAll() {
        CgroupDirectories.remove(mount.resolve(parent));
    }

    private Path directory(String containerId) {
        return mount.resolve(parent).resolve(containerId);
    }
}
