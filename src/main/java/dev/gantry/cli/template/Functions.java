package dev.gantry.cli.template;

import dev.gantry.cli.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The functions that templates can call: Go's own and those that Docker adds. */
final class Functions {

    private static final Set<String> NAMES = Set.of("json", "index", "len", "slice", "join", "split", "lower", "upper", "title", "pad", "truncate", "print", "println",
            "printf", "not", "and", "or", "eq", "ne", "lt", "le", "gt", "ge", "html", "urlquery", "js");

    private Functions() {}

    static void check(String name) {
        if (!NAMES.contains(name)) {
            throw new TemplateError("template: :1: function \"" + name + "\" not defined");
        }
    }

    static Object call(String name, List<Object> arguments) {
        try {
            return switch (name) {
                case "json" -> Json.write(arguments.getFirst());
                case "index" -> index(arguments);
                case "len" -> length(arguments.getFirst());
                case "slice" -> slice(arguments);
                case "join" -> ((List<?>) arguments.get(0)).stream().map(Values::shown).collect(Collectors.joining(text(arguments, 1)));
                case "split" -> new ArrayList<Object>(Arrays.asList(text(arguments, 0).split(Pattern.quote(text(arguments, 1)), -1)));
                case "lower" -> text(arguments, 0).toLowerCase(Locale.ROOT);
                case "upper" -> text(arguments, 0).toUpperCase(Locale.ROOT);
                case "title" -> Pattern.compile("\\b\\p{Ll}").matcher(text(arguments, 0)).replaceAll(match -> match.group().toUpperCase(Locale.ROOT));
                case "pad" -> text(arguments, 0).isEmpty() ? "" : " ".repeat(number(arguments, 1)) + text(arguments, 0) + " ".repeat(number(arguments, 2));
                case "truncate" -> text(arguments, 0).substring(0, Math.min(text(arguments, 0).length(), number(arguments, 1)));
                case "println" -> joined(arguments) + "\n";
                case "printf" -> Printf.format(text(arguments, 0), arguments.subList(1, arguments.size()));
                case "not" -> !Values.isTrue(arguments.getFirst());
                case "and" -> arguments.stream().filter(value -> !Values.isTrue(value)).findFirst().orElse(arguments.getLast());
                case "or" -> arguments.stream().filter(Values::isTrue).findFirst().orElse(arguments.getLast());
                case "eq" -> arguments.stream().skip(1).anyMatch(value -> Objects.equals(value(arguments.getFirst()), value(value)));
                case "ne" -> !Objects.equals(value(arguments.get(0)), value(arguments.get(1)));
                case "lt" -> compare(arguments) < 0;
                case "le" -> compare(arguments) <= 0;
                case "gt" -> compare(arguments) > 0;
                case "ge" -> compare(arguments) >= 0;
                default -> joined(arguments);
            };
        } catch (IndexOutOfBoundsException | ClassCastException | java.util.NoSuchElementException e) {
            throw new TemplateError("template: :1: error calling " + name + ": wrong arguments");
        }
    }

    private static String joined(List<Object> arguments) {
        return arguments.stream().map(Values::shown).collect(Collectors.joining(" "));
    }

    private static String text(List<Object> arguments, int at) {
        Object value = arguments.get(at);
        return value == null ? "" : (String) value;
    }

    private static int number(List<Object> arguments, int at) {
        return ((Number) arguments.get(at)).intValue();
    }

    private static Object value(Object value) {
        return value instanceof Number number && !(value instanceof Double) ? (Object) number.longValue() : value;
    }

    private static Object index(List<Object> arguments) {
        Object found = arguments.getFirst();
        for (Object key : arguments.subList(1, arguments.size())) {
            found = switch (found) {
                case Map<?, ?> map -> map.containsKey(key) ? map.get(key) : "";
                case List<?> list -> list.get(((Number) key).intValue());
                case null -> throw new TemplateError("template: :1: error calling index: index of untyped nil");
                default -> throw new TemplateError("template: :1: error calling index: can't index item of type " + Values.typeName(found));
            };
        }
        return found;
    }

    private static Object length(Object value) {
        return switch (value) {
            case String text -> (long) text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            case List<?> list -> (long) list.size();
            case Map<?, ?> map -> (long) map.size();
            case null -> 0L;
            default -> throw new TemplateError("template: :1: error calling len: len of type " + Values.typeName(value));
        };
    }

    private static Object slice(List<Object> arguments) {
        Object of = arguments.getFirst();
        int size = of instanceof String text ? text.length() : ((List<?>) of).size();
        int from = arguments.size() > 1 ? number(arguments, 1) : 0;
        int to = arguments.size() > 2 ? number(arguments, 2) : size;
        return of instanceof String text ? text.substring(from, to) : new ArrayList<Object>(((List<?>) of).subList(from, to));
    }

    private static int compare(List<Object> arguments) {
        Object left = arguments.get(0);
        Object right = arguments.get(1);
        return left instanceof String text ? text.compareTo((String) right) : Double.compare(((Number) left).doubleValue(), ((Number) right).doubleValue());
    }
}
