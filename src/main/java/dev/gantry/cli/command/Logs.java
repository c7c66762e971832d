package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Failure;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Reply;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.json.Node;
import dev.gantry.cli.show.Moments;
import dev.gantry.cli.stream.Frames;
import java.io.IOException;

/** {@code gantry logs}: what a container has written, and what it goes on to write. */
public final class Logs implements Command {

    static final Option.Text SINCE = Option.text("since", "string", "Show logs since timestamp (e.g. \"2013-01-02T13:23:37Z\") or relative (e.g. \"42m\" for 42 minutes)");
    static final Option.Text UNTIL = Option.text("until", "string", "Show logs before a timestamp (e.g. \"2013-01-02T13:23:37Z\") or relative (e.g. \"42m\" for 42 minutes)");

    private static final Option.Switch DETAILS = Option.flag("details", "Show extra details provided to logs");
    private static final Option.Switch FOLLOW = Option.flag('f', "follow", "Follow log output");
    private static final Option.Text TAIL = new Option.Text('n', "tail", "string", "Number of lines to show from the end of the logs", "all");
    private static final Option.Switch TIMESTAMPS = Option.flag('t', "timestamps", "Show timestamps");

    @Override
    public Form form() {
        return Form.of("logs", "[OPTIONS] CONTAINER", "Fetch the logs of a container", Count.exactly(1), DETAILS, FOLLOW, SINCE, TAIL, TIMESTAMPS, UNTIL);
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        Node container = session.engine().call(Request.get("/containers/" + Request.segment(given.words().getFirst()) + "/json"));
        Request request = Request.get("/containers/" + container.at("Id").text() + "/logs").with("stdout", 1).with("stderr", 1).withIf(given.is(FOLLOW), "follow")
                .withIf(given.is(TIMESTAMPS), "timestamps").withIf(given.is(DETAILS), "details").with("tail", given.text(TAIL))
                .withGiven("since", moment(given, SINCE)).withGiven("until", moment(given, UNTIL));
        try (Reply reply = session.engine().open(request)) {
            if (container.at("Config").at("Tty").truth()) {
                reply.body().transferTo(session.rawOut());
            } else {
                Frames.copy(reply.body(), session.rawOut(), session.rawErr());
            }
        }
        return 0;
    }

    /** The option's value as seconds since 1970. */
    static String moment(Given given, Option.Text option) {
        try {
            return Moments.seconds(given.text(option));
        } catch (IllegalArgumentException e) {
            throw new Failure(1, "invalid value for \"" + option.name() + "\": " + e.getMessage());
        }
    }
}
