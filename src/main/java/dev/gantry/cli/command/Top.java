package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.json.Node;
import dev.gantry.cli.show.Table;
import java.util.ArrayList;
import java.util.List;

/** {@code gantry top}: the processes of a container. */
public final class Top implements Command {

    @Override
    public Form form() {
        return Form.optionsFirst("top", "CONTAINER [ps OPTIONS]", "Display the running processes of a container", Count.atLeast(1));
    }

    @Override
    public int run(Given given, Session session) {
        String options = String.join(" ", given.words().subList(1, given.words().size()));
        Node found = session.engine().call(Request.get("/containers/" + Request.segment(given.words().getFirst()) + "/top").withGiven("ps_args", options));
        List<List<String>> rows = new ArrayList<>();
        rows.add(found.at("Titles").texts().toList());
        found.at("Processes").list().forEach(process -> rows.add(process.texts().toList()));
        session.out().print(Table.of(rows));
        return 0;
    }
}
