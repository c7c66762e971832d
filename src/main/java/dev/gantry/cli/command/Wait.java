package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.EngineError;
import dev.gantry.cli.http.Request;

/** {@code gantry wait}: blocks until containers end, and prints their exit codes. */
public final class Wait implements Command {

    @Override
    public Form form() {
        return Form.of("wait", "CONTAINER [CONTAINER...]", "Block until one or more containers stop, then print their exit codes", Count.atLeast(1));
    }

    @Override
    public int run(Given given, Session session) {
        int code = 0;
        for (String name : given.words()) {
            try {
                session.out().println(session.engine().call(Request.post("/containers/" + Request.segment(name) + "/wait")).at("StatusCode").number());
            } catch (EngineError e) {
                session.err().println(e.shown());
                code = 1;
            }
        }
        return code;
    }
}
