package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.EngineError;
import dev.gantry.cli.http.Request;

/** {@code gantry rm}: removes containers. */
public final class Rm implements Command {

    private static final Option.Switch FORCE = Option.flag('f', "force", "Force the removal of a running container (uses SIGKILL)");
    private static final Option.Switch LINK = Option.flag('l', "link", "Remove the specified link");
    private static final Option.Switch VOLUMES = Option.flag('v', "volumes", "Remove anonymous volumes associated with the container");

    @Override
    public Form form() {
        return Form.of("rm", "[OPTIONS] CONTAINER [CONTAINER...]", "Remove one or more containers", Count.atLeast(1), FORCE, LINK, VOLUMES);
    }

    @Override
    public int run(Given given, Session session) {
        return Each.of(given.words(), session, name -> {
            remove(name, given, session);
            return name;
        });
    }

    private static void remove(String name, Given given, Session session) {
        try {
            session.engine().call(Request.delete("/containers/" + Request.segment(name)).withIf(given.is(FORCE), "force").withIf(given.is(LINK), "link").withIf(given.is(VOLUMES), "v"));
        } catch (EngineError e) {
            if (!given.is(FORCE) || !e.isNotFound()) {
                throw e;
            }
            session.err().println(e.shown());
        }
    }
}
