package dev.gantry.exec;

import dev.gantry.container.config.ConsoleSize;
import java.util.List;
import java.util.Optional;

/**
 * What to run in a running container (Docker's operation ContainerExec).
 *
 * @param cmd        the program and its arguments, at least one
 * @param env        {@code NAME=value}, over the container's own; {@code NAME} alone takes one away
 * @param user       {@code user[:group]}; empty: the container's
 * @param workingDir empty: the container's
 * @param detachKeys recorded; the client or the Docker layer looks for them
 */
public record ExecConfig(List<String> cmd, List<String> env, String user, String workingDir, boolean tty, boolean attachStdin, boolean attachStdout,
                         boolean attachStderr, boolean privileged, String detachKeys, Optional<ConsoleSize> consoleSize) {

    public ExecConfig {
        cmd = List.copyOf(cmd);
        env = List.copyOf(env);
    }

    /** A program without a terminal whose output is wanted. */
    public static ExecConfig of(String... cmd) {
        return new ExecConfig(List.of(cmd), List.of(), "", "", false, false, true, true, false, "", Optional.empty());
    }
}
