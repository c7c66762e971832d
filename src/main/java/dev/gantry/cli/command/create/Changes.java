package dev.gantry.cli.command.create;

import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import java.util.Map;
import java.util.stream.Stream;

/** What can be changed of a container that exists: its limits, and what happens at its end. */
public final class Changes {

    private static final Option.Text RESTART = Option.text("restart", "string", "Restart policy to apply when a container exits");
    private static final OptionGroup LIMITS = new LimitOptions();

    private Changes() {}

    /** The options, in any order. */
    public static Option[] options() {
        return Stream.concat(LIMITS.options().stream(), Stream.of(RESTART)).toArray(Option[]::new);
    }

    /** What was given, as the API takes it; empty where nothing was. */
    public static Map<String, Object> read(Given given) {
        Body body = new Body();
        LIMITS.fill(body, given);
        if (given.has(RESTART)) {
            body.host("RestartPolicy", RestartPolicy.read(RESTART, given));
        }
        return body.host();
    }
}
