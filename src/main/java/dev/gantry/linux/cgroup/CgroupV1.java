package dev.gantry.linux.cgroup;

import dev.gantry.linux.Errno;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.KernelFile;
import dev.gantry.linux.spec.CgroupEntry;
import dev.gantry.linux.spec.CgroupEntry.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cgroups of version 1, one directory in each hierarchy; on a hybrid host also one in the v2 hierarchy, whose {@code cgroup.kill} ends all
 * processes at once.
 */
final class CgroupV1 implements CgroupHierarchy {
    private static final String MONITORS = "monitors";

    private final CgroupMounts mounts;
    private final Path parent;

    CgroupV1(CgroupMounts mounts, Path parent) {
        this.mounts = mounts;
        this.parent = parent;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public CgroupAbilities abilities() {
        boolean memory = find("memory").isPresent();
        return new CgroupAbilities(1, memory, has("memory", "memory.memsw.limit_in_bytes"), has("memory", "memory.swappiness"),
                has("memory", "memory.oom_control"), find("cpu").isPresent(), has("cpu", "cpu.rt_runtime_us"), find("cpuset").isPresent(),
                find("pids").isPresent(), has("blkio", "blkio.weight") || has("blkio", "blkio.bfq.weight"),
                has("blkio", "blkio.weight_device") || has("blkio", "blkio.bfq.weight_device"), has("blkio", "blkio.throttle.read_bps_device"),
                HostLists.processors(), HostLists.memoryNodes());
    }

    /** Whether a container's directory has the file: some are not in the root's. */
    private boolean has(String controller, String file) {
        return find(controller).filter(mount -> Files.exists(mount.resolve(parent).resolve(file))).isPresent();
    }

    @Override
    public void prepare() {
        for (CgroupMounts.V1 mount : mounts.controllers()) {
            Path directory = mount.directory();
            for (Path name : parent) {
                Path below = directory.resolve(name);
                CgroupDirectories.make(below);
                if (mount.controllers().contains("cpuset")) {
                    inheritCpuset(directory, below);
                }
                directory = below;
            }
        }
        mounts.unified().ifPresent(unified -> CgroupDirectories.make(unified.resolve(parent)));
    }

    /** A cpuset without processors or memory nodes can't be joined; clone_children gives the containers' ones what their parent has. */
    private static void inheritCpuset(Path from, Path to) {
        for (String file : List.of("cpuset.cpus", "cpuset.mems")) {
            if (KernelFile.read(to.resolve(file)).isEmpty()) {
                KernelFile.write(to.resolve(file), KernelFile.read(from.resolve(file)));
            }
        }
        KernelFile.write(to.resolve("cgroup.clone_children"), "1");
    }

    @Override
    public List<Path> monitorDirectories() {
        List<Path> directories = new ArrayList<>();
        mounts.controllers().forEach(mount -> directories.add(mount.directory().resolve(parent).resolve(MONITORS)));
        mounts.unified().ifPresent(unified -> directories.add(unified.resolve(parent).resolve(MONITORS)));
        return directories;
    }

    @Override
    public List<CgroupEntry> entries(String containerId, Resources resources) {
        List<CgroupEntry> entries = new ArrayList<>();
        boolean killable = mounts.unified().isPresent();
        // First, since a process is cloned right into it.
        mounts.unified().ifPresent(unified ->
                entries.add(new CgroupEntry(unified.resolve(parent).resolve(containerId), List.of(), false, true, true)));
        for (CgroupMounts.V1 mount : mounts.controllers()) {
            Path directory = mount.directory().resolve(parent).resolve(containerId);
            boolean kill = !killable && mount.controllers().contains("freezer");
            entries.add(new CgroupEntry(directory, V1Values.of(mount, resources), false, false, kill));
        }
        return entries;
    }

    @Override
    public void whileHeld(String containerId, Resources resources) {
        // The monitor has written the device rules already.
    }

    @Override
    public boolean worksWhileHeld() {
        return false;
    }

    @Override
    public List<CgroupEntry> joinEntries(String containerId) {
        return entries(containerId, Resources.builder().build()).stream().map(CgroupEntry::toJoin).toList();
    }

    @Override
    public Optional<Path> oomFile(String containerId) {
        return find("memory").map(mount -> mount.resolve(parent).resolve(containerId).resolve("memory.oom_control"));
    }

    @Override
    public void update(String containerId, Resources resources) {
        for (CgroupEntry entry : entries(containerId, resources)) {
            List<Write> writes = entry.writes().stream().filter(write -> !write.file().startsWith("devices.")).toList();
            try {
                write(entry.path(), writes);
            } catch (KernelException refused) {
                if (refused.errno() != Errno.EINVAL && refused.errno() != Errno.EBUSY) {
                    throw refused;
                }
                // Memory may never be more than memory and swap together, so which of the two goes first depends on the old values.
                write(entry.path(), writes.reversed());
            }
        }
    }

    private static void write(Path directory, List<Write> writes) {
        for (Write write : writes) {
            Path file = directory.resolve(write.file());
            if (!write.optional() || Files.exists(file)) {
                KernelFile.write(file, write.value());
            }
        }
    }

    @Override
    public void freeze(String containerId) {
        freezer(containerId, "FROZEN");
    }

    @Override
    public void thaw(String containerId) {
        freezer(containerId, "THAWED");
    }

    @Override
    public boolean frozen(String containerId) {
        return find("freezer").map(mount -> freezerState(mount, containerId))
                .filter(file -> Files.exists(file) && !KernelFile.read(file).equals("THAWED")).isPresent();
    }

    private Path freezerState(Path mount, String containerId) {
        return mount.resolve(parent).resolve(containerId).resolve("freezer.state");
    }

    private void freezer(String containerId, String state) {
        Path file = freezerState(find("freezer")
                .orElseThrow(() -> new KernelException("freeze", containerId + " (no freezer on this host)", Errno.ENOSYS)), containerId);
        KernelFile.write(file, state);
        FreezeWait.until(containerId, () -> KernelFile.read(file).equals(state));
    }

    @Override
    public List<Integer> processes(String containerId) {
        return CgroupDirectories.processes(anyDirectory().resolve(containerId));
    }

    @Override
    public void remove(String containerId) {
        mounts.controllers().forEach(mount -> CgroupDirectories.remove(mount.directory().resolve(parent).resolve(containerId)));
        mounts.unified().ifPresent(unified -> CgroupDirectories.remove(unified.resolve(parent).resolve(containerId)));
    }

    @Override
    public void removeAll() {
        mounts.controllers().forEach(mount -> CgroupDirectories.remove(mount.directory().resolve(parent)));
        mounts.unified().ifPresent(unified -> CgroupDirectories.remove(unified.resolve(parent)));
    }

    private Path anyDirectory() {
        return mounts.unified().orElseGet(() -> mounts.controllers().getFirst().directory()).resolve(parent);
    }

    private Optional<Path> find(String controller) {
        return mounts.controllers().stream().filter(mount -> mount.controllers().contains(controller))
                .map(CgroupMounts.V1::directory).findFirst();
    }
}
