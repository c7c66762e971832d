package dev.gantry.cli.command;

import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.UsageError;
import dev.gantry.cli.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The options that commands which list things share. */
final class Lists {

    static final Option.Many FILTER = Option.many('f', "filter", "filter", "Filter output based on conditions provided");
    static final Option.Text FORMAT = Option.text("format", "string",
            "Format output using a custom template: 'table' (default), 'table TEMPLATE', 'json', or 'TEMPLATE', a Go template");
    static final Option.Switch NO_TRUNC = Option.flag("no-trunc", "Don't truncate output");

    private Lists() {}

    /** The option that shows containers' ids alone. */
    static Option.Switch containers() {
        return Option.flag('q', "quiet", "Only display container IDs");
    }

    /** The option that shows the ids of some kind of thing alone. */
    static Option.Switch quiet(String kind) {
        return Option.flag('q', "quiet", "Only show " + kind + " IDs");
    }

    /** The format that was given; ids alone where only they are asked for. */
    static String format(Given given, Option.Switch quiet, String idTemplate) {
        return given.is(quiet) && given.text(FORMAT).isEmpty() ? idTemplate : given.text(FORMAT);
    }

    /** {@code key=value} texts as the API takes filters; empty for none. */
    static String filters(List<String> texts) {
        Map<String, Map<String, Boolean>> filters = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 0) {
                throw UsageError.value(FILTER, text, "bad format of filter (expected name=value)");
            }
            filters.computeIfAbsent(text.substring(0, equals).strip().toLowerCase(Locale.ROOT), ignored -> new LinkedHashMap<>()).put(text.substring(equals + 1).strip(), true);
        }
        return filters.isEmpty() ? "" : Json.write(filters);
    }

    /** The filters that were given, and one more. */
    static List<String> and(List<String> filters, String one) {
        List<String> more = new ArrayList<>(filters);
        more.add(one);
        return more;
    }
}
