package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Failure;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.command.create.Changes;
import dev.gantry.cli.http.Request;
import java.util.Map;

/** {@code gantry update}: changes the limits and the restart policy of containers. */
public final class Update implements Command {

    @Override
    public Form form() {
        return Form.of("update", "[OPTIONS] CONTAINER [CONTAINER...]", "Update configuration of one or more containers", Count.atLeast(1), Changes.options());
    }

    @Override
    public int run(Given given, Session session) {
        Map<String, Object> changes = Changes.read(given);
        if (changes.isEmpty()) {
            throw new Failure(1, "gantry: update needs at least one option that says what to change");
        }
        return Each.of(given.words(), session, name -> {
            var answer = session.engine().call(Request.post("/containers/" + Request.segment(name) + "/update").json(changes));
            answer.at("Warnings").texts().forEach(warning -> session.err().println("WARNING: " + warning));
            return name;
        });
    }
}
