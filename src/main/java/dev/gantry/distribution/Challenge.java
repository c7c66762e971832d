package dev.gantry.distribution;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a registry wants to be asked (RFC 9110, "WWW-Authenticate"): its scheme in lower case and its parameters. */
record Challenge(String scheme, Map<String, String> parameters) {

    private static final Pattern HEAD = Pattern.compile("^\\s*([A-Za-z]+)(?:\\s+(.*))?$");
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

    /** The bearer challenge of these headers, else the basic one. */
    static Optional<Challenge> of(List<String> headers) {
        var all = headers.stream().map(Challenge::parse).flatMap(Optional::stream).toList();
        return all.stream().filter(c -> c.scheme.equals("bearer")).findFirst().or(() -> all.stream().filter(c -> c.scheme.equals("basic")).findFirst());
    }

    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    private static Optional<Challenge> parse(String header) {
        var head = HEAD.matcher(header);
        if (!head.matches()) {
            return Optional.empty();
        }
        var values = new HashMap<String, String>();
        if (head.group(2) != null) {
            var each = PARAMETER.matcher(head.group(2));
            while (each.find()) {
                values.put(each.group(1).toLowerCase(Locale.ROOT), each.group(2) != null ? each.group(2).replaceAll("\\\\(.)", "$1") : each.group(3));
            }
        }
        return Optional.of(new Challenge(head.group(1).toLowerCase(Locale.ROOT), values));
    }
}
