package dev.gantry.cli.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How Go's templates look at values: what is true, how they are written, what a field is. */
final class Values {

    private Values() {}

    /** An element of what {@code range} goes over. */
    record Element(Object key, Object value) {}

    static boolean isTrue(Object value) {
        return switch (value) {
            case null -> false;
            case Boolean truth -> truth;
            case Double number -> number != 0;
            case Number number -> number.longValue() != 0;
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    static String shown(Object value) {
        return switch (value) {
            case null -> "<no value>";
            default -> inner(value);
        };
    }


    private static String inner(Object value) {
        return switch (value) {
            case null -> "<nil>";
            case Map<?, ?> map -> new TreeMap<>(map).entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + inner(entry.getValue()))
                    .collect(Collectors.joining(" ", "map[", "]"));
            case List<?> list -> list.stream().map(Values::inner).collect(Collectors.joining(" ", "[", "]"));
            case Double number when number == Math.rint(number) && Math.abs(number) < 1e21 -> String.format("%.0f", number);
            default -> value.toString();
        };
    }

    /** The member of that name; letters' case counts only where two names differ in nothing else, since Go's names and JSON's differ in it. */
    static Object field(Object from, String name, String path) {
        if (!(from instanceof Map<?, ?> map)) {
            throw new TemplateError("template: :1:2: executing \"\" at <" + path + ">: "
                    + (from == null ? "nil pointer evaluating interface {}." + name : "can't evaluate field " + name + " in type " + typeName(from)));
        }
        if (map.containsKey(name)) {
            return map.get(name);
        }
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (((String) entry.getKey()).equalsIgnoreCase(name)) {
                return entry.getValue();
            }
        }
        throw new TemplateError("template: :1:2: executing \"\" at <" + path + ">: map has no entry for key \"" + name + "\"");
    }

    static List<Element> elements(Object value) {
        List<Element> elements = new ArrayList<>();
        switch (value) {
            case List<?> list -> {
                for (Object element : list) {
                    elements.add(new Element((long) elements.size(), element));
                }
            }
            case Map<?, ?> map -> new TreeMap<>(map).forEach((key, element) -> elements.add(new Element(key, element)));
            case null -> {
                // Nothing to go over.
            }
            default -> throw new TemplateError("template: :1: range can't iterate over " + shown(value));
        }
        return elements;
    }

    /** A Go string between quotes, or between backquotes. */
    static String unquoted(String text) {
        String inside = text.substring(1, text.length() - 1);
        if (text.startsWith("`") || inside.indexOf('\\') < 0) {
            return inside;
        }
        return inside.translateEscapes();
    }

    static String typeName(Object value) {
        return switch (value) {
            case String text -> "string";
            case Boolean truth -> "bool";
            case Double number -> "float64";
            case Number number -> "int";
            case List<?> list -> "[]interface {}";
            case null, default -> "interface {}";
        };
    }
}
