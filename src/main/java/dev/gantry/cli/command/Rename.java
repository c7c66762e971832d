package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Request;

/** {@code gantry rename}: gives a container another name. */
public final class Rename implements Command {

    @Override
    public Form form() {
        return Form.of("rename", "CONTAINER NEW_NAME", "Rename a container", Count.exactly(2));
    }

    @Override
    public int run(Given given, Session session) {
        session.engine().call(Request.post("/containers/" + Request.segment(given.words().getFirst()) + "/rename").with("name", given.words().get(1)));
        return 0;
    }
}
