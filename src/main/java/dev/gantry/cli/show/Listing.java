package dev.gantry.cli.show;

import dev.gantry.cli.json.Json;
import dev.gantry.cli.template.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A list of things in the form that {@code --format} asks for: a table, one template a thing, or one line of JSON a thing.
 *
 * @param headings the columns that a thing has, each with the heading it gets in a table
 * @param columns the fields of the table that is shown where no format is given
 */
public record Listing(Map<String, String> headings, List<String> columns) {

    private static final String TABLE = "table";

    /** The listing with the headings in pairs: field, heading, field, heading, …; all of them columns of the table. */
    public static Listing of(String... pairs) {
        Map<String, String> headings = new LinkedHashMap<>();
        for (int at = 0; at < pairs.length; at += 2) {
            headings.put(pairs[at], pairs[at + 1]);
        }
        return new Listing(headings, List.copyOf(headings.keySet()));
    }

    /** The same with these columns only. */
    public Listing showing(String... fields) {
        return new Listing(headings, List.of(fields));
    }

    /**
     * The things as text.
     *
     * @param format what {@code --format} was given, empty for the table
     * @param things their fields, by the names that templates use; a {@link Function} is no column
     * @throws dev.gantry.cli.template.TemplateError if the format is no template, or names a field that is not there
     */
    public String show(String format, List<Map<String, Object>> things) {
        if (format.isEmpty() || format.equals(TABLE)) {
            return table(things);
        }
        if (format.equals("json")) {
            StringBuilder lines = new StringBuilder();
            things.forEach(thing -> lines.append(Json.write(values(thing))).append('\n'));
            return lines.toString();
        }
        boolean isTable = format.startsWith(TABLE + " ");
        String unescaped = (isTable ? format.substring(TABLE.length() + 1).strip() : format).replace("\\t", "\t").replace("\\n", "\n");
        Template template = Template.parse(unescaped);
        List<String> lines = new ArrayList<>();
        if (isTable) {
            lines.add(template.execute(headingValues(things)));
        }
        things.forEach(thing -> lines.add(template.execute(thing)));
        if (isTable) {
            return Table.of(lines.stream().map(line -> Arrays.asList(line.split("\t", -1))).toList());
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private String table(List<Map<String, Object>> things) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(headings::get).toList());
        things.forEach(thing -> rows.add(columns.stream().map(column -> String.valueOf(thing.get(column))).toList()));
        return Table.of(rows);
    }

    private Map<String, Object> headingValues(List<Map<String, Object>> things) {
        Map<String, Object> values = new LinkedHashMap<>(headings);
        values.put("Label", (Function<List<Object>, Object>) arguments -> arguments.getFirst());
        things.stream().limit(1).flatMap(thing -> thing.keySet().stream()).forEach(field -> values.putIfAbsent(field, field.toUpperCase(java.util.Locale.ROOT)));
        return values;
    }

    private static Map<String, Object> values(Map<String, Object> thing) {
        Map<String, Object> values = new TreeMap<>(thing);
        values.values().removeIf(value -> value instanceof Function);
        return values;
    }
}
