package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Reply;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.json.Json;
import dev.gantry.cli.json.Node;
import dev.gantry.cli.show.Moments;
import dev.gantry.cli.template.Template;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code gantry events}: what happens in the engine, as it happens. */
public final class Events implements Command {

    private static final long BILLION = 1_000_000_000;
    private static final Option.Text SINCE = Option.text("since", "string", "Show all events created since timestamp");
    private static final Option.Text UNTIL = Option.text("until", "string", "Stream events until this timestamp");
    private static final Option.Text FORMAT = Option.text("format", "string", "Format output using a custom template: 'json', or a Go template");

    @Override
    public Form form() {
        return Form.of("events", "[OPTIONS]", "Get real time events from the server", Count.NONE, Lists.FILTER, FORMAT, SINCE, UNTIL);
    }

    @Override
    public int run(Given given, Session session) throws IOException {
        Function<Object, String> line = line(given.text(FORMAT));
        Request request = Request.get("/events").withGiven("since", Logs.moment(given, SINCE)).withGiven("until", Logs.moment(given, UNTIL))
                .withGiven("filters", Lists.filters(given.all(Lists.FILTER)));
        try (Reply reply = session.engine().open(request); Json.Sequence events = Json.sequence(reply.body())) {
            for (Object event = events.next(); event != null; event = events.next()) {
                session.out().println(line.apply(event));
                session.flush();
            }
        }
        return 0;
    }

    private static Function<Object, String> line(String format) {
        if (format.isEmpty()) {
            return event -> plain(new Node(event));
        }
        if (format.equals("json")) {
            return Json::write;
        }
        return Template.parse(format.replace("\\t", "\t").replace("\\n", "\n"))::execute;
    }

    private static String plain(Node event) {
        long nanos = event.at("timeNano").number();
        String head = Moments.stamp(Instant.ofEpochSecond(nanos / BILLION, nanos % BILLION)) + " " + event.at("Type").text() + " " + event.at("Action").text() + " "
                + event.at("Actor").at("ID").text();
        Map<String, Object> attributes = new TreeMap<>(event.at("Actor").at("Attributes").members());
        return attributes.isEmpty() ? head
                : head + attributes.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).collect(Collectors.joining(", ", " (", ")"));
    }
}
