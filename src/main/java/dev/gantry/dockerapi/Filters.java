package dev.gantry.dockerapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.model.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Docker's {@code filters} parameter: values by name. Values of one name are alternatives (of {@code label}: all must hold), names must all hold. */
final class Filters {

    private final Map<String, List<String>> values;

    private Filters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Reads {@code {"status": ["running"]}} or the older {@code {"status": {"running": true}}}. */
    static Filters parse(String json) {
        if (json.isEmpty()) {
            return new Filters(Map.of());
        }
        JsonNode root;
        try {
            root = Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (InvalidRequest e) {
            throw new InvalidRequest("invalid filter: " + e.getMessage(), e);
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (!root.isObject()) {
            throw new InvalidRequest("invalid filter: an object is expected");
        }
        root.properties().forEach(entry -> values.put(entry.getKey(), list(entry.getValue())));
        return new Filters(values);
    }

    private static List<String> list(JsonNode node) {
        List<String> list = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(value -> list.add(value.asText()));
        } else if (node.isObject()) {
            node.properties().forEach(entry -> {
                if (entry.getValue().asBoolean()) {
                    list.add(entry.getKey());
                }
            });
        } else {
            throw new InvalidRequest("invalid filter: each name has a list of values");
        }
        return list;
    }

    /** Throws InvalidRequest with Docker's words where another name is used. */
    Filters only(String... known) {
        Set<String> names = Set.of(known);
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw new InvalidRequest("invalid filter '" + name + "'");
            }
        }
        return this;
    }

    boolean has(String name) {
        return !get(name).isEmpty();
    }

    List<String> get(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether one of the name's values passes; also where there is none. */
    boolean any(String name, Predicate<String> test) {
        List<String> wanted = get(name);
        return wanted.isEmpty() || wanted.stream().anyMatch(test);
    }

    /** Whether each {@code label} filter ({@code key} or {@code key=value}) holds. */
    boolean labels(Map<String, String> labels) {
        return get("label").stream().allMatch(wanted -> hasLabel(labels, wanted));
    }

    /** Whether no {@code label!} filter holds. */
    boolean withoutLabels(Map<String, String> labels) {
        return get("label!").stream().noneMatch(unwanted -> hasLabel(labels, unwanted));
    }

    /** The yes or no of a filter such as {@code dangling}, {@code otherwise} where it is not used. */
    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        return switch (get(name).getFirst()) {
            case "1", "true", "True", "TRUE", "t" -> true;
            case "0", "false", "False", "FALSE", "f" -> false;
            default -> throw new InvalidRequest("invalid filter '" + name + "=" + get(name) + "'");
        };
    }

    private static boolean hasLabel(Map<String, String> labels, String wanted) {
        int equals = wanted.indexOf('=');
        return equals < 0 ? labels.containsKey(wanted) : wanted.substring(equals + 1).equals(labels.get(wanted.substring(0, equals)));
    }
}
