package dev.gantry.cli.template;

import java.util.HashMap;
import java.util.Map;

/** What a part of a template can see: the dot, and variables. */
final class Scope {

    private final Object dot;
    private final Map<String, Object> variables;

    Scope(Object root) {
        this(root, new HashMap<>(Map.of("", root)));
    }

    private Scope(Object dot, Map<String, Object> variables) {
        this.dot = dot;
        this.variables = variables;
    }

    Scope at(Object other) {
        return new Scope(other, new HashMap<>(variables));
    }

    void set(String name, Object value) {
        variables.put(name, value);
    }

    Object dot() {
        return dot;
    }

    Object variable(String name) {
        if (!variables.containsKey(name)) {
            throw new TemplateError("undefined variable \"$" + name + "\"");
        }
        return variables.get(name);
    }
}
