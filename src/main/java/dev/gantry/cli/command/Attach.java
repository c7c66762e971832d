package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Failure;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.args.UsageError;
import dev.gantry.cli.http.EngineError;
import dev.gantry.cli.http.NoEngine;
import dev.gantry.cli.http.Reply;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.json.Node;
import dev.gantry.cli.stream.Conversation;
import dev.gantry.cli.stream.DetachKeys;
import dev.gantry.cli.stream.HostSignals;
import dev.gantry.cli.stream.Terminal;
import dev.gantry.cli.stream.WindowSize;
import java.io.IOException;

/** {@code gantry attach}: the streams of a container that runs. */
public final class Attach implements Command {

    static final Option.Text DETACH_KEYS = Option.text("detach-keys", "string", "Override the key sequence for detaching a container");

    private static final Option.Switch NO_STDIN = Option.flag("no-stdin", "Do not attach STDIN");
    private static final Option.Switch SIG_PROXY = new Option.Switch((char) 0, "sig-proxy", "Proxy all received signals to the process", true);

    @Override
    public Form form() {
        return Form.of("attach", "[OPTIONS] CONTAINER", "Attach local standard input, output, and error streams to a running container", Count.exactly(1),
                DETACH_KEYS, NO_STDIN, SIG_PROXY);
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        Node container = session.engine().call(Request.get("/containers/" + Request.segment(given.words().getFirst()) + "/json"));
        String id = container.at("Id").text();
        Node state = container.at("State");
        if (!state.at("Running").truth()) {
            throw new Failure(1, "cannot attach to a stopped container, start it first");
        }
        if (state.at("Paused").truth()) {
            throw new Failure(1, "cannot attach to a paused container, unpause it first");
        }
        if (state.at("Restarting").truth()) {
            throw new Failure(1, "cannot attach to a restarting container, wait until it is running");
        }
        boolean terminal = container.at("Config").at("Tty").truth();
        boolean input = container.at("Config").at("OpenStdin").truth() && !given.is(NO_STDIN);
        if (terminal && input && !Terminal.isInput()) {
            throw new Failure(1, "the input device is not a TTY");
        }
        DetachKeys keys = keys(given);
        if (given.is(SIG_PROXY)) {
            HostSignals.forward(name -> send(name, id, session));
        }
        try (Exit exit = Exit.next(session.engine(), id, false);
                Conversation conversation = Conversation.begin(session.engine().upgrade(request(id, input, true, true, given)), terminal, input, keys, session)) {
            if (terminal && Terminal.isOutput()) {
                WindowSize.follow(session.engine(), "/containers/" + id);
            }
            return conversation.await() == Conversation.End.DETACHED ? 0 : exit.code();
        }
    }

    /** The request that attaches to a container. */
    static Request request(String id, boolean input, boolean out, boolean err, Given given) {
        return Request.post("/containers/" + id + "/attach").with("stream", 1).withIf(input, "stdin").withIf(out, "stdout").withIf(err, "stderr")
                .withGiven("detachKeys", given.text(DETACH_KEYS));
    }

    /** The keys that leave the container running. */
    static DetachKeys keys(Given given) {
        try {
            return DetachKeys.parse(given.text(DETACH_KEYS));
        } catch (IllegalArgumentException e) {
            throw UsageError.value(DETACH_KEYS, given.text(DETACH_KEYS), e.getMessage());
        }
    }

    /** Passes a signal on; a container that does not run, or has gone, has no use for it. */
    static void send(String signal, String id, Session session) {
        try {
            session.engine().call(Request.post("/containers/" + id + "/kill").with("signal", signal));
        } catch (EngineError | NoEngine e) {
            // The container's end is told by its stream.
        }
    }
}
