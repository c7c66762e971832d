package dev.gantry.cli.command.create;

import static dev.gantry.cli.args.Option.flag;
import static dev.gantry.cli.args.Option.many;
import static dev.gantry.cli.args.Option.text;

import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happens at the container's end, and to its log. */
final class LifeOptions implements OptionGroup {

    private static final Option.Many ANNOTATION = many("annotation", "map", "Add an annotation to the container (passed through to the OCI runtime)");
    private static final Option.Text LOG_DRIVER = text("log-driver", "string", "Logging driver for the container");
    private static final Option.Many LOG_OPT = many("log-opt", "list", "Log driver options");
    private static final Option.Text RESTART = new Option.Text((char) 0, "restart", "string", "Restart policy to apply when a container exits", "no");
    private static final Option.Switch RM = flag("rm", "Automatically remove the container and its associated anonymous volumes when it exits");

    @Override
    public List<Option> options() {
        return List.of(ANNOTATION, LOG_DRIVER, LOG_OPT, RESTART, RM);
    }

    @Override
    public void fill(Body body, Given given) {
        body.host("Annotations", Body.pairs(given.all(ANNOTATION)));
        body.host("AutoRemove", given.is(RM));
        body.host("RestartPolicy", RestartPolicy.read(RESTART, given));
        if (given.has(LOG_DRIVER) || given.has(LOG_OPT)) {
            Map<String, Object> log = new LinkedHashMap<>();
            log.put("Type", given.text(LOG_DRIVER));
            log.put("Config", Body.pairs(given.all(LOG_OPT)));
            body.host("LogConfig", log);
        }
    }
}
