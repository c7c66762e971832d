package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Failure;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.EngineError;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.json.Node;
import dev.gantry.cli.stream.Conversation;
import dev.gantry.cli.stream.DetachKeys;
import dev.gantry.cli.stream.HostSignals;
import dev.gantry.cli.stream.Terminal;
import dev.gantry.cli.stream.WindowSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code gantry start}: starts containers, or one with its streams. */
public final class Start implements Command {

    private static final Option.Switch ATTACH = Option.flag('a', "attach", "Attach STDOUT/STDERR and forward signals");
    private static final Option.Switch INTERACTIVE = Option.flag('i', "interactive", "Attach container's STDIN");

    @Override
    public Form form() {
        return Form.of("start", "[OPTIONS] CONTAINER [CONTAINER...]", "Start one or more stopped containers", Count.atLeast(1), ATTACH, Attach.DETACH_KEYS, INTERACTIVE);
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        if (!given.is(ATTACH) && !given.is(INTERACTIVE)) {
            return startAll(given.words(), session);
        }
        if (given.words().size() > 1) {
            throw new Failure(1, "you cannot start and attach multiple containers at once");
        }
        return startAttached(given, session);
    }

    private static int startAll(List<String> names, Session session) {
        List<String> failed = new ArrayList<>();
        for (String name : names) {
            try {
                session.engine().call(Request.post("/containers/" + Request.segment(name) + "/start"));
                session.out().println(name);
            } catch (EngineError e) {
                session.err().println(e.shown());
                failed.add(name);
            }
        }
        if (!failed.isEmpty()) {
            throw new Failure(1, "Error: failed to start containers: " + String.join(", ", failed));
        }
        return 0;
    }

    private static int startAttached(Given given, Session session) throws IOException {
        Node container = session.engine().call(Request.get("/containers/" + Request.segment(given.words().getFirst()) + "/json"));
        String id = container.at("Id").text();
        boolean terminal = container.at("Config").at("Tty").truth();
        boolean input = given.is(INTERACTIVE) && container.at("Config").at("OpenStdin").truth();
        if (terminal && input && !Terminal.isInput()) {
            throw new Failure(1, "the input device is not a TTY");
        }
        DetachKeys keys = Attach.keys(given);
        if (!terminal) {
            HostSignals.forward(name -> Attach.send(name, id, session));
        }
        boolean output = given.is(ATTACH);
        try (Conversation conversation =
                        Conversation.begin(session.engine().upgrade(Attach.request(id, input, output, output, given)), terminal, input, keys, session);
                Exit exit = Exit.next(session.engine(), id, container.at("HostConfig").at("AutoRemove").truth())) {
            session.engine().call(Request.post("/containers/" + id + "/start"));
            if (terminal && Terminal.isOutput()) {
                WindowSize.follow(session.engine(), "/containers/" + id);
            }
            return conversation.await() == Conversation.End.DETACHED ? 0 : exit.code();
        }
    }
}
