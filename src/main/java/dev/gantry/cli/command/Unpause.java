package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Request;

/** {@code gantry unpause}: lets paused containers go on. */
public final class Unpause implements Command {

    @Override
    public Form form() {
        return Form.of("unpause", "CONTAINER [CONTAINER...]", "Unpause all processes within one or more containers", Count.atLeast(1));
    }

    @Override
    public int run(Given given, Session session) {
        return Each.of(given.words(), session, name -> {
            session.engine().call(Request.post("/containers/" + Request.segment(name) + "/unpause"));
            return name;
        });
    }
}
