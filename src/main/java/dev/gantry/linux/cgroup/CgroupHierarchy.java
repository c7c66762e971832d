package dev.gantry.linux.cgroup;

import dev.gantry.linux.spec.CgroupEntry;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.InvalidRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The host's control groups under the engine's parent directory.
 */
public interface CgroupHierarchy {
    /**
     * The host's hierarchy with {@code parent} (such as {@code /gantry}) as the directory for all of this engine's containers. Version 2 where
     * no controller is mounted as version 1. InvalidRequest for a parent that leads elsewhere.
     */
    static CgroupHierarchy detect(String parent) {
        Path relative = Path.of("/").relativize(Path.of("/").resolve(parent));
        for (Path name : relative) {
            if (name.toString().isEmpty() || name.toString().equals("..") || name.toString().equals(".")) {
                throw new InvalidRequest("invalid cgroup parent \"" + parent + "\": it must be a plain path such as /gantry");
            }
        }
        CgroupMounts mounts = CgroupMounts.read();
        if (mounts.controllers().isEmpty()) {
            return new CgroupV2(mounts.unified().orElseThrow(() ->
                    new EngineFailure("No cgroup file system is mounted: containers can't be limited. Mount cgroup2 on /sys/fs/cgroup")), relative);
        }
        return new CgroupV1(mounts, relative);
    }

    /** 1 or 2, as Docker's info reports. */
    int version();

    /** What can be limited here. */
    CgroupAbilities abilities();

    /** Makes the parent directories for containers, initialised so that a child can be joined at once. */
    void prepare();

    /** The directories that the spawner and the monitors live in: no limits. */
    List<Path> monitorDirectories();

    /** A container's directories with the values that set its limits. */
    List<CgroupEntry> entries(String containerId, Resources resources);

    /**
     * What can be set only once the directories exist; to be called between READY and GO. On version 2 that is the program that guards the
     * devices; on version 1 nothing is left to do.
     */
    void whileHeld(String containerId, Resources resources);

    /** Whether {@link #whileHeld} has anything to do here. */
    boolean worksWhileHeld();

    /** The same directories for an exec to join. */
    List<CgroupEntry> joinEntries(String containerId);

    /** The file whose {@code oom_kill} line counts the container's out-of-memory kills; empty where the host does not control memory. */
    Optional<Path> oomFile(String containerId);

    /** Sets new limits on a running container; KernelException names the file that refused. */
    void update(String containerId, Resources resources);

    /** Stops every process of the container, and returns once it is so. */
    void freeze(String containerId);

    /** Lets them go on. */
    void thaw(String containerId);

    /** Whether its processes are stopped; false also where it has no cgroup. */
    boolean frozen(String containerId);

    /** Pids of the container's processes as the host sees them. */
    List<Integer> processes(String containerId);

    /** Removes what is left of a container's directories; those with processes stay. */
    void remove(String containerId);

    /** Removes the engine's own directories with everything in them that has no process left. */
    void removeAll();

    /**
     * Removes the engine's own directories unless a container or a monitor is in them: what an engine does last, when its spawner is gone. A monitor that just ends is
     * waited for, for half a second at most; where containers run there is nothing to wait for.
     */
    default void removeIdle() {
        CgroupDirectories.removeIdle(monitorDirectories());
    }
}
