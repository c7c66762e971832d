package dev.gantry.cli;

import dev.gantry.cli.http.EngineClient;
import java.nio.file.Path;
import java.util.List;

/** Runs the commonest commands in one process, so that the JVM can keep what it learnt of them: {@code Training SOCKET IMAGE}. The build calls it. */
final class Training {

    private Training() {}

    public static void main(String[] arguments) {
        String image = arguments[1];
        List<List<String>> commands = List.of(List.of("ps"), List.of("ps", "-a", "--format", "{{.Names}}"), List.of("images"), List.of("run", "--rm", image),
                List.of("run", "-d", "--name", "trained", image), List.of("wait", "trained"), List.of("logs", "trained"), List.of("inspect", "trained"),
                List.of("inspect", "-f", "{{.State.Status}} {{json .Config.Cmd}}", "trained"), List.of("stop", "trained"), List.of("rm", "trained"), List.of("version"), List.of("exec", "none", "x"));
        for (List<String> command : commands) {
            Main.execute(command, Session.ofProcess(new EngineClient(Path.of(arguments[0]))));
        }
        Runtime.getRuntime().exit(0);
    }
}
