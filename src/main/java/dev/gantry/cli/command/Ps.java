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
import dev.gantry.cli.show.Moments;
import dev.gantry.cli.show.PortList;
import dev.gantry.cli.show.Units;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code gantry ps}: lists containers. */
public final class Ps implements Command {

    private static final Option.Switch ALL = Option.flag('a', "all", "Show all containers (default shows just running)");
    private static final Option.Text LAST = new Option.Text('n', "last", "int", "Show n last created containers (includes all states)", "-1");
    private static final Option.Switch LATEST = Option.flag('l', "latest", "Show the latest created container (includes all states)");
    private static final Option.Switch SIZE = Option.flag('s', "size", "Display total file sizes");

    private static final Listing LISTING = Listing.of("ID", "CONTAINER ID", "Image", "IMAGE", "Command", "COMMAND", "RunningFor", "CREATED", "Status", "STATUS", "Ports", "PORTS",
            "Names", "NAMES", "Size", "SIZE", "CreatedAt", "CREATED AT", "Labels", "LABELS", "LocalVolumes", "LOCAL VOLUMES", "Mounts", "MOUNTS", "Networks", "NETWORKS", "State", "STATE");
    private static final String[] COLUMNS = {"ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names"};
    private static final int COMMAND_LENGTH = 20;
    private static final int MOUNT_LENGTH = 15;

    @Override
    public Form form() {
        return Form.of("ps", "[OPTIONS]", "List containers", Count.NONE, ALL, Lists.FILTER, Lists.FORMAT, LAST, LATEST, Lists.NO_TRUNC, Lists.containers(), SIZE);
    }

    @Override
    public int run(Given given, Session session) {
        String format = Lists.format(given, Lists.containers(), "{{.ID}}");
        boolean withSize = given.is(SIZE) || format.contains(".Size");
        long limit = given.is(LATEST) ? 1 : given.number(LAST, -1);
        Request request = Request.get("/containers/json").withIf(given.is(ALL), "all").withIf(withSize, "size").withGiven("filters", Lists.filters(given.all(Lists.FILTER)));
        Node found = session.engine().call(limit > 0 ? request.with("limit", limit) : request);
        boolean whole = given.is(Lists.NO_TRUNC);
        List<Map<String, Object>> rows = found.list().stream().map(container -> row(container, whole)).toList();
        Listing listing = LISTING.showing(COLUMNS);
        if (given.is(SIZE)) {
            listing = LISTING.showing("ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names", "Size");
        }
        session.out().print(listing.show(format, rows));
        return 0;
    }

    private static Map<String, Object> row(Node container, boolean whole) {
        Instant created = Instant.ofEpochSecond(container.at("Created").number());
        Map<String, Object> row = new LinkedHashMap<>();
        String id = container.at("Id").text();
        row.put("ID", whole ? id : Units.shortId(id));
        row.put("Image", image(container, whole));
        String command = container.at("Command").text();
        row.put("Command", quoted(whole ? command : Units.clipped(command, COMMAND_LENGTH)));
        row.put("CreatedAt", Moments.withZone(created));
        row.put("RunningFor", Moments.ago(created));
        row.put("Status", container.at("Status").text());
        row.put("State", container.at("State").text());
        row.put("Ports", PortList.of(container.at("Ports").list()));
        row.put("Names", container.at("Names").texts().map(name -> name.replaceFirst("^/", "")).filter(name -> whole || name.indexOf('/') < 0).collect(Collectors.joining(",")));
        Map<String, Object> labels = container.at("Labels").members();
        row.put("Labels", labels.entrySet().stream().map(label -> label.getKey() + "=" + label.getValue()).sorted().collect(Collectors.joining(",")));
        row.put("Label", (Function<List<Object>, Object>) arguments -> labels.getOrDefault((String) arguments.getFirst(), ""));
        row.put("Mounts", container.at("Mounts").list().stream().map(mount -> mountName(mount, whole)).collect(Collectors.joining(",")));
        row.put("LocalVolumes", Long.toString(container.at("Mounts").list().stream().filter(mount -> mount.at("Driver").text().equals("local")).count()));
        row.put("Networks", String.join(",", container.at("NetworkSettings").at("Networks").members().keySet()));
        row.put("Platform", container.at("ImageManifestDescriptor").at("platform").value());
        row.put("Size", size(container));
        return row;
    }

    private static String image(Node container, boolean whole) {
        String image = container.at("Image").text();
        if (image.isEmpty()) {
            return "<no image>";
        }
        String id = container.at("ImageID").text();
        return !whole && !id.isEmpty() && Units.shortId(id).equals(Units.shortId(image)) ? Units.shortId(id) : image;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + '"';
    }

    private static String mountName(Node mount, boolean whole) {
        String name = mount.at("Name").text().isEmpty() ? mount.at("Source").text() : mount.at("Name").text();
        return whole ? name : Units.clipped(name, MOUNT_LENGTH);
    }

    private static String size(Node container) {
        String own = Units.size(container.at("SizeRw").number(), 3);
        long all = container.at("SizeRootFs").number();
        return all > 0 ? own + " (virtual " + Units.size(all, 3) + ")" : own;
    }
}
