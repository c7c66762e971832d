package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Failure;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.command.create.Environment;
import dev.gantry.cli.http.Reply;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.stream.Conversation;
import dev.gantry.cli.stream.DetachKeys;
import dev.gantry.cli.stream.Terminal;
import dev.gantry.cli.stream.WindowSize;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code gantry exec}: runs another program in a container that runs. */
public final class Exec implements Command {

    private static final Option.Switch DETACH = Option.flag('d', "detach", "Detached mode: run command in the background");
    private static final Option.Many ENV = Option.many('e', "env", "list", "Set environment variables");
    private static final Option.Many ENV_FILE = Option.many("env-file", "list", "Read in a file of environment variables");
    private static final Option.Switch INTERACTIVE = Option.flag('i', "interactive", "Keep STDIN open even if not attached");
    private static final Option.Switch PRIVILEGED = Option.flag("privileged", "Give extended privileges to the command");
    private static final Option.Switch TTY = Option.flag('t', "tty", "Allocate a pseudo-TTY");
    private static final Option.Text USER = Option.text('u', "user", "string", "Username or UID (format: \"<name|uid>[:<group|gid>]\")");
    private static final Option.Text WORKDIR = Option.text('w', "workdir", "string", "Working directory inside the container");

    @Override
    public Form form() {
        return Form.optionsFirst("exec", "[OPTIONS] CONTAINER COMMAND [ARG...]", "Execute a command in a running container", Count.atLeast(2),
                DETACH, Attach.DETACH_KEYS, ENV, ENV_FILE, INTERACTIVE, PRIVILEGED, TTY, USER, WORKDIR);
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        boolean terminal = given.is(TTY);
        boolean detached = given.is(DETACH);
        boolean input = given.is(INTERACTIVE) && !detached;
        if (terminal && input && !Terminal.isInput()) {
            throw new Failure(1, "the input device is not a TTY");
        }
        DetachKeys keys = Attach.keys(given);
        String id = session.engine().call(Request.post("/containers/" + Request.segment(given.words().getFirst()) + "/exec").json(body(given, input, detached))).at("Id").text();
        String path = "/exec/" + id;
        Map<String, Object> start = Map.of("Detach", detached, "Tty", terminal);
        if (detached) {
            session.engine().call(Request.post(path + "/start").json(start));
            return 0;
        }
        Reply upgraded = session.engine().upgrade(Request.post(path + "/start").json(start));
        try (Conversation conversation = Conversation.begin(upgraded, terminal, input, keys, session)) {
            if (terminal && Terminal.isOutput()) {
                WindowSize.follow(session.engine(), path);
            }
            if (conversation.await() == Conversation.End.DETACHED) {
                return 0;
            }
        }
        return (int) session.engine().call(Request.get(path + "/json")).at("ExitCode").number();
    }

    private static Map<String, Object> body(Given given, boolean input, boolean detached) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("User", given.text(USER));
        body.put("Privileged", given.is(PRIVILEGED));
        body.put("Tty", given.is(TTY));
        body.put("AttachStdin", input);
        body.put("AttachStdout", !detached);
        body.put("AttachStderr", !detached);
        body.put("DetachKeys", given.text(Attach.DETACH_KEYS));
        body.put("Env", Environment.of(given.all(ENV_FILE), given.all(ENV), ENV));
        body.put("WorkingDir", given.text(WORKDIR));
        body.put("Cmd", given.words().subList(1, given.words().size()));
        return body;
    }
}
