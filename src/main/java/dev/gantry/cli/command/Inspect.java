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
import dev.gantry.cli.json.Json;
import dev.gantry.cli.template.Template;
import dev.gantry.cli.template.TemplateError;
import java.util.ArrayList;
import java.util.List;

/** {@code gantry inspect}: all that the engine knows of containers, images, networks and volumes. */
public final class Inspect implements Command {

    private static final Option.Text FORMAT = Option.text('f', "format", "string", "Format output using a custom template: 'json', or a Go template");
    private static final Option.Switch SIZE = Option.flag('s', "size", "Display total file sizes if the type is container");
    private static final Option.Text TYPE = Option.text("type", "string", "Only inspect objects of the given type");

    /** A kind of thing, in the order in which a name is looked for among them. */
    private enum Kind {
        CONTAINER("/containers/%s/json", "No such container: "),
        IMAGE("/images/%s/json", "No such image: "),
        NETWORK("/networks/%s", "No such network: "),
        VOLUME("/volumes/%s", "No such volume: ");

        private final String path;
        private final String missing;

        Kind(String path, String missing) {
            this.path = path;
            this.missing = missing;
        }
    }

    private final String name;
    private final List<Kind> kinds;

    /** Of whatever has the name. */
    public Inspect() {
        this("inspect", List.of(Kind.values()));
    }

    private Inspect(String name, List<Kind> kinds) {
        this.name = name;
        this.kinds = kinds;
    }

    /** Of one kind of thing only: {@code image inspect}. */
    public static Inspect of(String kind) {
        return new Inspect(kind + " inspect", List.of(Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT))));
    }

    @Override
    public Form form() {
        return Form.of(name, "[OPTIONS] NAME|ID [NAME|ID...]", "Return low-level information on what the engine keeps", Count.atLeast(1), FORMAT, SIZE, TYPE);
    }

    @Override
    public int run(Given given, Session session) {
        String format = given.text(FORMAT);
        Template template = format.isEmpty() || format.equals("json") ? null : parsed(format);
        List<Object> found = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (String wanted : given.words()) {
            try {
                found.add(find(wanted, given, session));
            } catch (EngineError e) {
                errors.add(e.isNotFound() ? e.getMessage() : e.shown());
            }
        }
        show(found, format, template, session);
        session.flush();
        errors.forEach(session.err()::println);
        return errors.isEmpty() ? 0 : 1;
    }

    private static Template parsed(String format) {
        try {
            return Template.parse(format);
        } catch (TemplateError e) {
            throw new Failure(64, "template parsing error: " + e.getMessage());
        }
    }

    private static void show(List<Object> found, String format, Template template, Session session) {
        if (format.isEmpty()) {
            session.out().println(Json.indented(found));
        } else if (template == null) {
            session.out().println(Json.write(found));
        } else {
            for (Object one : found) {
                try {
                    session.out().println(template.execute(one));
                } catch (TemplateError e) {
                    session.out().println();
                    throw new Failure(1, "template parsing error: " + e.getMessage());
                }
            }
        }
    }

    private Object find(String wanted, Given given, Session session) {
        List<Kind> among = given.has(TYPE) ? List.of(kind(given.text(TYPE))) : kinds;
        for (Kind kind : among) {
            try {
                Request request = Request.get(kind.path.formatted(Request.segment(wanted)));
                return session.engine().call(kind == Kind.CONTAINER ? request.withIf(given.is(SIZE), "size") : request).value();
            } catch (EngineError e) {
                if (!e.isNotFound()) {
                    throw e;
                }
            }
        }
        throw new EngineError(404, among.size() > 1 ? "Error: No such object: " + wanted : "Error response from daemon: " + among.getFirst().missing + wanted);
    }

    private static Kind kind(String type) {
        try {
            return Kind.valueOf(type.toUpperCase(java.util.Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new Failure(1, "\"" + type + "\" is not a valid value for --type");
        }
    }
}
