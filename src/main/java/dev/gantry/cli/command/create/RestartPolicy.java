package dev.gantry.cli.command.create;

import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.UsageError;
import java.util.LinkedHashMap;
import java.util.Map;

/** The value of {@code --restart}. */
final class RestartPolicy {

    private RestartPolicy() {}

    /** {@code name} or {@code on-failure:most}, as the API takes it. */
    static Map<String, Object> read(Option.Text option, Given given) {
        String text = given.text(option);
        int colon = text.indexOf(':');
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Name", colon < 0 ? text : text.substring(0, colon));
        try {
            policy.put("MaximumRetryCount", colon < 0 ? 0 : Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw UsageError.value(option, text, "invalid restart policy format: maximum retry count must be an integer");
        }
        return policy;
    }
}
