package dev.gantry.linux.cgroup;

import dev.gantry.linux.KernelFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the host has its cgroup file systems, proc_pid_mountinfo(5).
 *
 * @param controllers the v1 hierarchies, one an entry
 * @param unified     the v2 hierarchy, where there is one
 */
record CgroupMounts(List<V1> controllers, Optional<Path> unified) {
    private static final Path MOUNTINFO = Path.of("/proc/self/mountinfo");
    private static final Set<String> GENERAL_OPTIONS = Set.of("rw", "ro", "xattr", "clone_children", "noprefix", "nsdelegate");

    /** A v1 hierarchy and what it controls: more than one where controllers are mounted together, none for a named one. */
    record V1(Path directory, Set<String> controllers) {
    }

    static CgroupMounts read() {
        return parse(KernelFile.read(MOUNTINFO));
    }

    static CgroupMounts parse(String mountinfo) {
        List<V1> v1 = new ArrayList<>();
        Path unified = null;
        for (String line : mountinfo.split("\n")) {
            int separator = line.indexOf(" - ");
            if (separator < 0) {
                continue;
            }
            Path directory = Path.of(unescape(line.split(" ")[4]));
            String[] source = line.substring(separator + 3).split(" ");
            if (source[0].equals("cgroup2") && unified == null) {
                unified = directory;
            } else if (source[0].equals("cgroup")) {
                Set<String> controllers = new HashSet<>(Arrays.asList(source[2].split(",")));
                controllers.removeIf(option -> GENERAL_OPTIONS.contains(option) || option.contains("="));
                if (v1.stream().noneMatch(known -> known.controllers().equals(controllers))) {
                    v1.add(new V1(directory, Set.copyOf(controllers)));
                }
            }
        }
        return new CgroupMounts(List.copyOf(v1), Optional.ofNullable(unified));
    }

    /** White space and backslashes of a path are written as octal numbers. */
    private static String unescape(String field) {
        return field.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
    }
}
