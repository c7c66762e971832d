package dev.gantry.cli.command;

import dev.gantry.cli.Command;
import dev.gantry.cli.Session;
import dev.gantry.cli.args.Form;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Option.Count;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.json.Node;
import dev.gantry.cli.show.Listing;
import dev.gantry.cli.show.Units;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code gantry network ls}: lists networks. */
public final class Networks implements Command {

    private static final Option.Switch QUIET = Lists.quiet("network");
    private static final Listing LISTING = Listing.of("ID", "NETWORK ID", "Name", "NAME", "Driver", "DRIVER", "Scope", "SCOPE");

    @Override
    public Form form() {
        return Form.of("network ls", "[OPTIONS]", "List networks", Count.NONE, Lists.FILTER, Lists.FORMAT, Lists.NO_TRUNC, QUIET);
    }

    @Override
    public int run(Given given, Session session) {
        Node found = session.engine().call(Request.get("/networks").withGiven("filters", Lists.filters(given.all(Lists.FILTER))));
        List<Map<String, Object>> rows = found.list().stream().sorted(Comparator.comparing(network -> network.at("Name").text())).map(network -> row(network, given.is(Lists.NO_TRUNC))).toList();
        session.out().print(LISTING.show(Lists.format(given, QUIET, "{{.ID}}"), rows));
        return 0;
    }

    private static Map<String, Object> row(Node network, boolean whole) {
        String id = network.at("Id").text();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("ID", whole ? id : Units.shortId(id));
        row.put("Name", network.at("Name").text());
        row.put("Driver", network.at("Driver").text());
        row.put("Scope", network.at("Scope").text());
        return row;
    }
}
