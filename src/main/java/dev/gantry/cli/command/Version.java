package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.NoEngine;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.json.Json;
import dev.gantry.cli.json.Node;
import dev.gantry.cli.template.Template;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code gantry version}: the versions of the command line and of the engine. */
public final class Version implements Command {

    private static final Option.Text FORMAT = Option.text('f', "format", "string", "Format output using a custom template: 'json', or a Go template");

    @Override
    public Form form() {
        return Form.of("version", "[OPTIONS]", "Show the version information", Count.NONE, FORMAT);
    }

    @Override
    public int run(Given given, Session session) {
        Node server = new Node(null);
        NoEngine missing = null;
        try {
            server = session.engine().call(Request.get("/version"));
        } catch (NoEngine e) {
            missing = e;
        }
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("Version", System.getProperty("gantry.version", "unknown"));
        client.put("JavaVersion", System.getProperty("java.version"));
        client.put("Os", "linux");
        client.put("Arch", System.getProperty("os.arch"));
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("Client", client);
        all.put("Server", server.value());
        switch (given.text(FORMAT)) {
            case "" -> session.out().print(shown(new Node(client), server));
            case "json" -> session.out().println(Json.write(all));
            default -> session.out().println(Template.parse(given.text(FORMAT)).execute(all));
        }
        if (missing != null) {
            throw missing;
        }
        return 0;
    }

    private static String shown(Node client, Node server) {
        StringBuilder text = new StringBuilder("Client: Gantry\n");
        line(text, " ", "Version", client.at("Version").text());
        line(text, " ", "Java version", client.at("JavaVersion").text());
        line(text, " ", "OS/Arch", client.at("Os").text() + "/" + client.at("Arch").text());
        if (!server.isMissing()) {
            text.append("\nServer: ").append(server.at("Platform").at("Name").text()).append('\n');
            server.at("Components").list().forEach(component -> component(text, component));
        }
        return text.toString();
    }

    private static void component(StringBuilder text, Node component) {
        Node details = component.at("Details");
        text.append(' ').append(component.at("Name").text()).append(":\n");
        line(text, "  ", "Version", component.at("Version").text());
        if (!details.at("ApiVersion").isMissing()) {
            line(text, "  ", "API version", details.at("ApiVersion").text() + " (minimum version " + details.at("MinAPIVersion").text() + ")");
            line(text, "  ", "OS/Arch", details.at("Os").text() + "/" + details.at("Arch").text());
        }
    }

    private static void line(StringBuilder text, String margin, String name, String value) {
        text.append(margin).append("%-18s".formatted(name + ":")).append(value).append('\n');
    }
}
