package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.EngineError;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.json.Node;

/** {@code gantry rmi}: removes images' names, and images whose last name it was. */
public final class Rmi implements Command {

    private static final Option.Switch FORCE = Option.flag('f', "force", "Force removal of the image");
    private static final Option.Switch NO_PRUNE = Option.flag("no-prune", "Do not delete untagged parents");

    @Override
    public Form form() {
        return Form.of("rmi", "[OPTIONS] IMAGE [IMAGE...]", "Remove one or more images", Count.atLeast(1), FORCE, NO_PRUNE);
    }

    @Override
    public int run(Given given, Session session) {
        int code = 0;
        for (String image : given.words()) {
            try {
                Request request = Request.delete("/images/" + Request.segment(image)).withIf(given.is(FORCE), "force").withIf(given.is(NO_PRUNE), "noprune");
                session.engine().call(request).list().forEach(removal -> tell(removal, session));
            } catch (EngineError e) {
                session.flush();
                session.err().println(e.shown());
                code = e.isNotFound() && given.is(FORCE) ? code : 1;
            }
        }
        return code;
    }

    private static void tell(Node removal, Session session) {
        session.out().println(removal.at("Deleted").isMissing() ? "Untagged: " + removal.at("Untagged").text() : "Deleted: " + removal.at("Deleted").text());
    }
}
