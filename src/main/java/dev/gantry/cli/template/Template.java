package dev.gantry.cli.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A template such as {@code {{.Names}}: {{json .Labels}}}, read once and executed on many values.
 *
 * @param parts what follows each other
 */
public record Template(List<Part> parts) {

    /** Something that writes: text, the value of an expression, or a block. */
    sealed interface Part {
        record Text(String text) implements Part {}

        record Show(Expression expression) implements Part {}

        record Set(String variable, Expression expression) implements Part {}

        record If(Expression condition, List<Part> then, List<Part> otherwise) implements Part {}

        record With(Expression value, List<Part> then, List<Part> otherwise) implements Part {}

        record Range(List<String> variables, Expression over, List<Part> each, List<Part> otherwise) implements Part {}
    }

    /**
     * Reads a template.
     *
     * @throws TemplateError if it is none
     */
    public static Template parse(String text) {
        return new Template(new TemplateParser(text).template());
    }

    /**
     * The text that the template makes of a value.
     *
     * @param data a JSON tree; a map's member that is a {@link java.util.function.Function} is called with its arguments
     * @throws TemplateError if the value has not what the template asks for
     */
    public String execute(Object data) {
        StringBuilder out = new StringBuilder();
        run(parts, new Scope(data), out);
        return out.toString();
    }

    /** The names of the fields that the template shows alone, such as {@code Names} of {@code {{.Names}}}; for a table's headings. */
    public List<String> shownFields() {
        List<String> names = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Show(Expression expression)) {
                expression.fieldNames().forEach(names::add);
            }
        }
        return names;
    }

    private static void run(List<Part> parts, Scope scope, StringBuilder out) {
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String text) -> out.append(text);
                case Part.Show(Expression expression) -> out.append(Values.shown(expression.value(scope)));
                case Part.Set(String variable, Expression expression) -> scope.set(variable, expression.value(scope));
                case Part.If(Expression condition, List<Part> then, List<Part> otherwise) ->
                    run(Values.isTrue(condition.value(scope)) ? then : otherwise, scope, out);
                case Part.With(Expression value, List<Part> then, List<Part> otherwise) -> {
                    Object found = value.value(scope);
                    run(Values.isTrue(found) ? then : otherwise, Values.isTrue(found) ? scope.at(found) : scope, out);
                }
                case Part.Range range -> runRange(range, scope, out);
            }
        }
    }

    private static void runRange(Part.Range range, Scope scope, StringBuilder out) {
        List<Values.Element> elements = Values.elements(range.over().value(scope));
        if (elements.isEmpty()) {
            run(range.otherwise(), scope, out);
        }
        List<String> variables = range.variables();
        for (Values.Element element : elements) {
            Scope inner = scope.at(element.value());
            if (variables.size() == 2) {
                inner.set(variables.get(0), element.key());
            }
            if (!variables.isEmpty()) {
                inner.set(variables.getLast(), element.value());
            }
            run(range.each(), inner, out);
        }
    }
}
