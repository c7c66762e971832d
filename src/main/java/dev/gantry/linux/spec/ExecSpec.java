package dev.gantry.linux.spec;

import dev.gantry.linux.Fd;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that joins a running container.
 *
 * @param id       64 hexadecimal digits
 * @param target   pidfd of the container's pid 1, see {@code Monitor.descriptors}; stays the caller's to close
 * @param cgroups  the container's directories, joined only
 * @param stateDir made by the monitor, 0700
 * @param exitFile written by the monitor at the end
 */
public record ExecSpec(String id, ProcessSpec process, Fd target, List<CgroupEntry> cgroups, Path stateDir, Path exitFile) {
    /** The run of an exec: it has only one. */
    public static final int RUN = 1;

    public ExecSpec {
        cgroups = cgroups.stream().map(CgroupEntry::toJoin).toList();
    }
}
