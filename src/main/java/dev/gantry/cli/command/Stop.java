package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Request;

/** {@code gantry stop}: ends containers, by force where their time is over. */
public final class Stop implements Command {

    private static final Option.Text SIGNAL = Option.text('s', "signal", "string", "Signal to send to the container");
    private static final Option.Text TIMEOUT = Option.text('t', "timeout", "int", "Seconds to wait before killing the container");
    private static final Option.Text TIME = Option.text("time", "int", "");

    @Override
    public Form form() {
        return Form.of("stop", "[OPTIONS] CONTAINER [CONTAINER...]", "Stop one or more running containers", Count.atLeast(1), SIGNAL, TIMEOUT, TIME);
    }

    @Override
    public int run(Given given, Session session) {
        Option.Text timeout = given.has(TIME) ? TIME : TIMEOUT;
        String seconds = given.has(timeout) ? Long.toString(given.number(timeout, 0)) : "";
        return Each.of(given.words(), session, name -> {
            session.engine().call(Request.post("/containers/" + Request.segment(name) + "/stop").withGiven("signal", given.text(SIGNAL)).withGiven("t", seconds));
            return name;
        });
    }
}
