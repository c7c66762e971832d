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
import dev.gantry.cli.show.Units;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code gantry history}: the steps by which an image was made. */
public final class History implements Command {

    private static final Option.Switch HUMAN = new Option.Switch('H', "human", "Print sizes and dates in human readable format", true);
    private static final Option.Switch QUIET = Lists.quiet("image");
    private static final Listing LISTING = Listing.of("ID", "IMAGE", "CreatedSince", "CREATED", "CreatedBy", "CREATED BY", "Size", "SIZE", "Comment", "COMMENT", "CreatedAt", "CREATED AT");
    private static final int STEP_LENGTH = 45;

    @Override
    public Form form() {
        return Form.of("history", "[OPTIONS] IMAGE", "Show the history of an image", Count.exactly(1), Lists.FORMAT, HUMAN, Lists.NO_TRUNC, QUIET);
    }

    @Override
    public int run(Given given, Session session) {
        Node steps = session.engine().call(Request.get("/images/" + Request.segment(given.words().getFirst()) + "/history"));
        List<Map<String, Object>> rows = steps.list().stream().map(step -> row(step, given.is(Lists.NO_TRUNC), given.is(HUMAN))).toList();
        session.out().print(LISTING.showing("ID", "CreatedSince", "CreatedBy", "Size", "Comment").show(Lists.format(given, QUIET, "{{.ID}}"), rows));
        return 0;
    }

    private static Map<String, Object> row(Node step, boolean whole, boolean human) {
        Instant created = Instant.ofEpochSecond(step.at("Created").number());
        String by = step.at("CreatedBy").text().replace('\t', ' ');
        String stamp = created.atZone(java.time.ZoneId.systemDefault()).truncatedTo(java.time.temporal.ChronoUnit.SECONDS).format(java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        long size = step.at("Size").number();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("ID", whole ? step.at("Id").text() : Units.shortId(step.at("Id").text()));
        row.put("CreatedSince", human ? Moments.ago(created) : stamp);
        row.put("CreatedAt", stamp);
        row.put("CreatedBy", whole ? by : Units.clipped(by, STEP_LENGTH));
        row.put("Size", human ? Units.size(size, 3) : Long.toString(size));
        row.put("Comment", step.at("Comment").text());
        return row;
    }
}
