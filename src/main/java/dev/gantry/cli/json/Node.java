package dev.gantry.cli.json;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A place in a JSON tree that may be missing; what is missing reads as empty.
 *
 * @param value a map, list, string, number, boolean or null
 */
public record Node(Object value) {

    /** The member of that name. */
    public Node at(String name) {
        return new Node(value instanceof Map<?, ?> object ? object.get(name) : null);
    }

    /** Whether there is neither a value nor anything but null. */
    public boolean isMissing() {
        return value == null;
    }

    /** The text, or the number or truth in letters; empty where there is none. */
    public String text() {
        return value == null ? "" : value.toString();
    }

    /** The whole number, 0 where there is none. */
    public long number() {
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** The truth, false where there is none. */
    public boolean truth() {
        return Boolean.TRUE.equals(value);
    }

    /** The elements of a list. */
    public List<Node> list() {
        return value instanceof List<?> list ? list.stream().map(Node::new).toList() : List.of();
    }

    /** The texts of a list. */
    public Stream<String> texts() {
        return list().stream().map(Node::text);
    }

    /** The members of an object, in its order. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> members() {
        return value instanceof Map<?, ?> object ? (Map<String, Object>) object : Map.of();
    }
}
