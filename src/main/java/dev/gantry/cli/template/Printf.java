package dev.gantry.cli.template;

import dev.gantry.cli.json.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The verbs of Go's {@code printf} that templates use: {@code %s}, {@code %v}, {@code %q}, {@code %d}, {@code %t}, {@code %f}, with flags and widths. */
final class Printf {

    private static final Pattern VERB = Pattern.compile("%([-+# 0]*\\d*(?:\\.\\d+)?)([a-zA-Z%])");

    private Printf() {}

    static String format(String format, List<Object> arguments) {
        Matcher matcher = VERB.matcher(format);
        StringBuilder out = new StringBuilder();
        int used = 0;
        while (matcher.find()) {
            String shown;
            if (matcher.group(2).equals("%")) {
                shown = "%";
            } else if (used < arguments.size()) {
                shown = one(matcher.group(1), matcher.group(2), arguments.get(used++));
            } else {
                shown = "%!" + matcher.group(2) + "(MISSING)";
            }
            matcher.appendReplacement(out, Matcher.quoteReplacement(shown));
        }
        return matcher.appendTail(out).toString();
    }

    private static String one(String modifiers, String verb, Object value) {
        return switch (verb) {
            case "q" -> String.format("%" + modifiers + "s", Json.write(Values.shown(value)));
            case "d", "x" -> String.format("%" + modifiers + verb, ((Number) value).longValue());
            case "f" -> String.format("%" + modifiers + "f", ((Number) value).doubleValue());
            default -> String.format("%" + modifiers + "s", Values.shown(value));
        };
    }
}
