package dev.gantry.cli;

import dev.gantry.cli.args.Form;
import dev.gantry.cli.command.Attach;
import dev.gantry.cli.command.Completion;
import dev.gantry.cli.command.Create;
import dev.gantry.cli.command.Events;
import dev.gantry.cli.command.Exec;
import dev.gantry.cli.command.History;
import dev.gantry.cli.command.Images;
import dev.gantry.cli.command.Info;
import dev.gantry.cli.command.Inspect;
import dev.gantry.cli.command.Kill;
import dev.gantry.cli.command.Load;
import dev.gantry.cli.command.Login;
import dev.gantry.cli.command.Logout;
import dev.gantry.cli.command.Logs;
import dev.gantry.cli.command.Networks;
import dev.gantry.cli.command.Pause;
import dev.gantry.cli.command.Port;
import dev.gantry.cli.command.Ps;
import dev.gantry.cli.command.Pull;
import dev.gantry.cli.command.Push;
import dev.gantry.cli.command.Rename;
import dev.gantry.cli.command.Renamed;
import dev.gantry.cli.command.Restart;
import dev.gantry.cli.command.Rm;
import dev.gantry.cli.command.Rmi;
import dev.gantry.cli.command.Run;
import dev.gantry.cli.command.Save;
import dev.gantry.cli.command.Start;
import dev.gantry.cli.command.Stop;
import dev.gantry.cli.command.Tag;
import dev.gantry.cli.command.Top;
import dev.gantry.cli.command.Unpause;
import dev.gantry.cli.command.Update;
import dev.gantry.cli.command.Version;
import dev.gantry.cli.command.Wait;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every command by its name. Only the one that is asked for is made. */
final class Commands {

    private static final List<String> NAMES = List.of("attach", "create", "events", "exec", "history", "images", "info", "inspect", "kill", "load", "login", "logout", "logs", "pause", "port", "ps", "pull", "push",
            "rename", "restart", "rm", "rmi", "run", "save", "start", "stop", "tag", "top", "unpause", "update", "version", "wait");

    /** Words behind {@code image} whose short name is another. */
    private static final Map<String, String> IMAGE = Map.of("ls", "images", "list", "images", "rm", "rmi", "remove", "rmi");
    /** Words behind {@code container} whose short name is another. */
    private static final Map<String, String> CONTAINER = Map.of("ls", "ps", "list", "ps", "remove", "rm");

    private Commands() {}

    /**
     * A command and what stands behind its name.
     */
    record Found(Command command, List<String> arguments) {}

    /** The command that the words begin with; empty if there is none. */
    static Optional<Found> find(List<String> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String first = words.getFirst();
        List<String> rest = words.subList(1, words.size());
        if (rest.isEmpty() || !List.of("container", "image", "network", "volume", "system").contains(first)) {
            return Optional.ofNullable(named(first)).map(command -> new Found(command, rest));
        }
        return Optional.ofNullable(inGroup(first, rest.getFirst())).map(command -> new Found(command, rest.subList(1, rest.size())));
    }

    private static Command inGroup(String group, String word) {
        if (word.equals("inspect") && !group.equals("system")) {
            return Inspect.of(group);
        }
        String name = switch (group) {
            case "container" -> CONTAINER.getOrDefault(word, word);
            case "image" -> IMAGE.getOrDefault(word, word);
            case "system" -> word.equals("info") || word.equals("events") ? word : "";
            default -> "";
        };
        if (group.equals("network") && (word.equals("ls") || word.equals("list"))) {
            return new Networks();
        }
        Command command = named(name);
        return command == null ? null : new Renamed(group + " " + word, command);
    }

    private static Command named(String name) {
        return switch (name) {
            case "attach" -> new Attach();
            case "completion" -> new Completion(forms());
            case "create" -> new Create();
            case "events" -> new Events();
            case "exec" -> new Exec();
            case "history" -> new History();
            case "images" -> new Images();
            case "info" -> new Info();
            case "inspect" -> new Inspect();
            case "kill" -> new Kill();
            case "load" -> new Load();
            case "login" -> new Login();
            case "logout" -> new Logout();
            case "logs" -> new Logs();
            case "pause" -> new Pause();
            case "port" -> new Port();
            case "ps" -> new Ps();
            case "pull" -> new Pull();
            case "push" -> new Push();
            case "rename" -> new Rename();
            case "restart" -> new Restart();
            case "rm" -> new Rm();
            case "rmi" -> new Rmi();
            case "run" -> new Run();
            case "save" -> new Save();
            case "start" -> new Start();
            case "stop" -> new Stop();
            case "tag" -> new Tag();
            case "top" -> new Top();
            case "unpause" -> new Unpause();
            case "update" -> new Update();
            case "version" -> new Version();
            case "wait" -> new Wait();
            default -> null;
        };
    }

    private static List<Form> forms() {
        return NAMES.stream().map(name -> named(name).form()).toList();
    }
}
