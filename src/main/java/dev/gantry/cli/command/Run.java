package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Failure;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.command.create.Body;
import dev.gantry.cli.command.create.OptionGroup;
import dev.gantry.cli.http.EngineError;
import dev.gantry.cli.http.Reply;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.stream.Conversation;
import dev.gantry.cli.stream.DetachKeys;
import dev.gantry.cli.stream.HostSignals;
import dev.gantry.cli.stream.Terminal;
import dev.gantry.cli.stream.WindowSize;
import java.io.IOException;

/** {@code gantry run}: makes a container, starts it, and is its terminal until it ends. */
public final class Run implements Command {

    private static final Option.Switch DETACH = Option.flag('d', "detach", "Run container in background and print container ID");
    private static final Option.Switch SIG_PROXY = new Option.Switch((char) 0, "sig-proxy", "Proxy received signals to the process", true);

    private static final int REFUSED = 125;
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    @Override
    public Form form() {
        return Form.optionsFirst("run", "[OPTIONS] IMAGE [COMMAND] [ARG...]", "Create and run a new container from an image", Count.atLeast(1),
                OptionGroup.with(Creating.CIDFILE, Creating.NAME, Creating.PLATFORM, Creating.PULL, Creating.QUIET, DETACH, Attach.DETACH_KEYS, SIG_PROXY));
    }

    @Override
    public int refused() {
        return REFUSED;
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        Creating creating = new Creating(given, session);
        Body body = creating.body();
        boolean detached = given.is(DETACH);
        if (detached) {
            for (String stream : new String[] {"AttachStdin", "AttachStdout", "AttachStderr", "StdinOnce"}) {
                body.set(stream, false);
            }
        } else if (body.is("Tty") && body.is("AttachStdin") && !Terminal.isInput()) {
            throw new Failure(1, "the input device is not a TTY");
        }
        DetachKeys keys = Attach.keys(given);
        String id = creating.create(body, REFUSED);
        return detached ? runDetached(id, session) : runAttached(id, body, given, keys, session);
    }

    private static int runDetached(String id, Session session) {
        try {
            session.engine().call(Request.post("/containers/" + id + "/start"));
        } catch (EngineError e) {
            throw notStarted(e);
        }
        session.out().println(id);
        return 0;
    }

    private static int runAttached(String id, Body body, Given given, DetachKeys keys, Session session) throws IOException {
        String path = "/containers/" + id;
        boolean terminal = body.is("Tty");
        if (given.is(SIG_PROXY)) {
            HostSignals.forward(name -> Attach.send(name, id, session));
        }
        Reply upgraded = session.engine().upgrade(Attach.request(id, body.is("AttachStdin"), body.is("AttachStdout"), body.is("AttachStderr"), given));
        try (Conversation conversation = Conversation.begin(upgraded, terminal, body.is("AttachStdin"), keys, session);
                Exit exit = Exit.next(session.engine(), id, body.removesItself())) {
            try {
                session.engine().call(Request.post(path + "/start"));
            } catch (EngineError e) {
                conversation.close();
                throw notStarted(e);
            }
            if (terminal && Terminal.isOutput()) {
                WindowSize.follow(session.engine(), path);
            }
            return conversation.await() == Conversation.End.DETACHED ? 0 : exit.code();
        }
    }

    /** The code that a shell gives a program that can't be run, by what the engine says of it. */
    private static Failure notStarted(EngineError error) {
        String message = error.getMessage();
        int code = REFUSED;
        if (message.contains("executable file not found") || message.contains("no such file or directory")) {
            code = NOT_FOUND;
        } else if (message.contains("permission denied") || message.contains("is a directory") || message.contains("not a directory")) {
            code = NOT_EXECUTABLE;
        }
        return new Failure(code, "gantry: " + error.shown() + "\n\nRun 'gantry run --help' for more information");
    }
}
