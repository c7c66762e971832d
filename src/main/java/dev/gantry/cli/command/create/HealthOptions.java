package dev.gantry.cli.command.create;

import static dev.gantry.cli.args.Option.flag;
import static dev.gantry.cli.args.Option.text;

import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The health check. */
final class HealthOptions implements OptionGroup {

    private static final Option.Text CMD = text("health-cmd", "string", "Command to run to check health");
    private static final Option.Text INTERVAL = text("health-interval", "duration", "Time between running the check (ms|s|m|h) (default 0s)");
    private static final Option.Text RETRIES = text("health-retries", "int", "Consecutive failures needed to report unhealthy");
    private static final Option.Text START_INTERVAL = text("health-start-interval", "duration", "Time between running the check during the start period (ms|s|m|h) (default 0s)");
    private static final Option.Text START_PERIOD =
            text("health-start-period", "duration", "Start period for the container to initialize before starting health-retries countdown (ms|s|m|h) (default 0s)");
    private static final Option.Text TIMEOUT = text("health-timeout", "duration", "Maximum time to allow one check to run (ms|s|m|h) (default 0s)");
    private static final Option.Switch NONE = flag("no-healthcheck", "Disable any container-specified HEALTHCHECK");

    @Override
    public List<Option> options() {
        return List.of(CMD, INTERVAL, RETRIES, START_INTERVAL, START_PERIOD, TIMEOUT, NONE);
    }

    @Override
    public void fill(Body body, Given given) {
        Map<String, Object> check = new LinkedHashMap<>();
        if (given.is(NONE)) {
            check.put("Test", List.of("NONE"));
        } else if (given.has(CMD)) {
            check.put("Test", List.of("CMD-SHELL", given.text(CMD)));
        }
        put(check, "Interval", given.nanoseconds(INTERVAL));
        put(check, "Timeout", given.nanoseconds(TIMEOUT));
        put(check, "StartPeriod", given.nanoseconds(START_PERIOD));
        put(check, "StartInterval", given.nanoseconds(START_INTERVAL));
        put(check, "Retries", given.number(RETRIES, 0));
        body.config("Healthcheck", check);
    }

    private static void put(Map<String, Object> check, String name, long value) {
        if (value != 0) {
            check.put(name, value);
        }
    }
}
