package dev.gantry.linux.spec;

import java.nio.file.Path;
import java.util.List;

/**
 * One cgroup directory of a container on the host, absolute.
 *
 * @param writes   what is written after the directory is made, in order
 * @param joinOnly neither made nor removed (an exec)
 * @param unified  a directory of cgroup v2
 * @param kill     what is left after the exit is found and killed through this one
 */
public record CgroupEntry(Path path, List<Write> writes, boolean joinOnly, boolean unified, boolean kill) {
    public CgroupEntry {
        writes = List.copyOf(writes);
    }

    /** A value written to a file of the directory; an optional one may fail. */
    public record Write(String file, String value, boolean optional) {
    }

    /** The same directory for a process that joins it. */
    public CgroupEntry toJoin() {
        return new CgroupEntry(path, List.of(), true, unified, false);
    }
}
