package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Request;

/** {@code gantry kill}: sends containers a signal. */
public final class Kill implements Command {

    private static final Option.Text SIGNAL = Option.text('s', "signal", "string", "Signal to send to the container");

    @Override
    public Form form() {
        return Form.of("kill", "[OPTIONS] CONTAINER [CONTAINER...]", "Kill one or more running containers", Count.atLeast(1), SIGNAL);
    }

    @Override
    public int run(Given given, Session session) {
        return Each.of(given.words(), session, name -> {
            session.engine().call(Request.post("/containers/" + Request.segment(name) + "/kill").withGiven("signal", given.text(SIGNAL)));
            return name;
        });
    }
}
