package dev.gantry.container.config;

import java.util.List;
import java.util.Optional;

/**
 * The process that becomes pid 1.
 *
 * @param entrypoint empty Optional: the image's; a list of one empty string: none
 * @param cmd        empty: the image's, unless an entrypoint is given
 * @param env        {@code NAME=value}; {@code NAME} alone takes away the image's
 * @param workingDir empty: the image's, else /
 * @param user       {@code user[:group]}, each a name or number; empty: the image's, else root
 * @param groupAdd   supplementary groups, names or numbers
 * @param init       whether the engine's own init is pid 1; nothing: no
 */
public record ProcessConfig(Optional<List<String>> entrypoint, List<String> cmd, List<String> env, String workingDir, String user, List<String> groupAdd,
                            Optional<Boolean> init, List<Ulimit> ulimits, int oomScoreAdj) {

    /** Everything as the image says. */
    public static final ProcessConfig NONE = new ProcessConfig(Optional.empty(), List.of(), List.of(), "", "", List.of(), Optional.empty(), List.of(), 0);

    public ProcessConfig {
        entrypoint = entrypoint.map(List::copyOf);
        cmd = List.copyOf(cmd);
        env = List.copyOf(env);
        groupAdd = List.copyOf(groupAdd);
        ulimits = List.copyOf(ulimits);
    }
}
