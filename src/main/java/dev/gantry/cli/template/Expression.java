package dev.gantry.cli.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What stands between the braces. */
sealed interface Expression {

    /** Its value where the scope stands. */
    Object value(Scope scope);

    /** The last name of a path, if this is one or a pipeline that begins with one. */
    default Stream<String> fieldNames() {
        return Stream.empty();
    }

    /** A string, number, truth or nil. */
    record Literal(Object value) implements Expression {
        @Override
        public Object value(Scope scope) {
            return value;
        }
    }

    /** The dot. */
    record Dot() implements Expression {
        @Override
        public Object value(Scope scope) {
            return scope.dot();
        }
    }

    /** {@code $name}, or {@code $} for what the template was given. */
    record Variable(String name) implements Expression {
        @Override
        public Object value(Scope scope) {
            return scope.variable(name);
        }
    }

    /** {@code from.name}, with arguments where the field is a function. */
    record Field(Expression from, String name, String path, List<Expression> arguments) implements Expression {
        @Override
        public Object value(Scope scope) {
            Object found = Values.field(from.value(scope), name, path);
            if (found instanceof Function<?, ?>) {
                @SuppressWarnings("unchecked")
                Function<List<Object>, Object> function = (Function<List<Object>, Object>) found;
                return function.apply(arguments.stream().map(argument -> argument.value(scope)).toList());
            }
            return found;
        }

        @Override
        public Stream<String> fieldNames() {
            return Stream.of(name);
        }
    }

    /** {@code name argument …}. */
    record Call(String name, List<Expression> arguments) implements Expression {
        @Override
        public Object value(Scope scope) {
            List<Object> values = new ArrayList<>();
            for (Expression argument : arguments) {
                values.add(argument.value(scope));
            }
            return Functions.call(name, values);
        }

        @Override
        public Stream<String> fieldNames() {
            return arguments.stream().flatMap(Expression::fieldNames);
        }
    }
}
