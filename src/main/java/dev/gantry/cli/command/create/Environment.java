package dev.gantry.cli.command.create;

import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.UsageError;
import java.util.ArrayList;
import java.util.List;

/** Environment variables as the API takes them. */
public final class Environment {

    private Environment() {}

    /**
     * The variables of the files, then those given one by one. A name without a value takes the caller's; one that the caller has not is left out of a file's, and
     * otherwise sent as it is, which removes the image's.
     */
    public static List<String> of(List<String> files, List<String> given, Option option) {
        List<String> variables = new ArrayList<>();
        for (String line : KeyValueFile.read(files)) {
            String value = line.indexOf('=') < 0 ? fromCaller(line.strip(), "") : line;
            if (!value.isEmpty()) {
                variables.add(value);
            }
        }
        for (String variable : given) {
            if (variable.isEmpty() || variable.startsWith("=")) {
                throw UsageError.value(option, variable, "invalid environment variable: " + variable);
            }
            variables.add(variable.indexOf('=') < 0 ? fromCaller(variable, variable) : variable);
        }
        return variables;
    }

    private static String fromCaller(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null ? otherwise : name + "=" + value;
    }
}
