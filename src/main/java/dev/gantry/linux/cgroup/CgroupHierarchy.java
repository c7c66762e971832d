package dev.gantry.linux.cgroup;

import dev.gantry.linux.spec.CgroupEntry;
import java.nio.file.Path;
import java.util.List;

/**
 * The host's control groups under the engine's parent directory.
 */
public interface CgroupHierarchy {
    /** 1 or 2, as Docker's info reports. */
    int version();

    /** Makes the parent directories for containers, initialised so that a child can be joined at once. */
    void prepare();

    /** The directories that the spawner and the monitors live in: no limits. */
    List<Path> monitorDirectories();

    /** A container's directories with the values that set its limits. */
    List<CgroupEntry> entries(String containerId, Resources resources);

    /** The same directories for an exec to join. */
    List<CgroupEntry> joinEntries(String containerId);

    /** The file whose {@code oom_kill} line counts the container's out-of-memory kills. */
    Path oomFile(String containerId);

    /** Sets new limits on a running container; KernelException names the file that refused. */
    void update(String containerId, Resources resources);

    /** Stops every process of the container, and returns once it is so. */
    void freeze(String containerId);

    /** Lets them go on. */
    void thaw(String containerId);

    /** Pids of the container's processes as the host sees them. */
    List<Integer> processes(String containerId);

    /** Removes what is left of a container's directories; those with processes stay. */
    void remove(String containerId);
}
