package dev.gantry.container;

import dev.gantry.container.config.LogConfig;
import dev.gantry.linux.spec.LogTarget;
import dev.gantry.model.InvalidRequest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** From Docker's log options to what the monitor is told. */
final class LogPolicy {

    private static final long RING_BYTES = 1L << 20;
    private static final long LEAST_SEGMENT = 64L << 10;
    private static final Map<Character, Integer> UNITS = Map.of('k', 10, 'm', 20, 'g', 30, 't', 40);

    private LogPolicy() {}

    /** Where and how the log is written; InvalidRequest where an option can't be read. */
    static LogTarget target(LogConfig config, Path directory) {
        var options = config.options();
        long buffer = options.containsKey("max-buffer-size") ? bytes("max-buffer-size", options.get("max-buffer-size")) : RING_BYTES;
        if (config.type().equals("none")) {
            return new LogTarget.None(buffer);
        }
        long segment = LogTarget.DEFAULT_SEGMENT_BYTES;
        int keep = 0;
        if (options.containsKey("max-size") && !options.get("max-size").equals("-1")) {
            segment = Math.max(LEAST_SEGMENT, bytes("max-size", options.get("max-size")));
            keep = count(options.getOrDefault("max-file", "1"));
        } else if (options.containsKey("max-file")) {
            keep = count(options.get("max-file"));
        }
        return switch (options.getOrDefault("mode", "blocking")) {
            case "blocking" -> new LogTarget.Blocking(directory, segment, keep);
            case "non-blocking" -> new LogTarget.NonBlocking(directory, segment, keep, buffer);
            default -> throw new InvalidRequest("invalid logging mode: " + options.get("mode"));
        };
    }

    private static long bytes(String option, String text) {
        var plain = text.trim().toLowerCase(Locale.ROOT);
        if (plain.length() > 1 && plain.endsWith("b")) {
            plain = plain.substring(0, plain.length() - 1);
        }
        int shift = plain.isEmpty() ? 0 : UNITS.getOrDefault(plain.charAt(plain.length() - 1), 0);
        try {
            return Math.multiplyExact(Long.parseLong(shift > 0 ? plain.substring(0, plain.length() - 1) : plain), 1L << shift);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new InvalidRequest("invalid value for " + option + ": \"" + text + "\": say a number with k, m or g", e);
        }
    }

    private static int count(String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw new InvalidRequest("invalid value for max-file: \"" + text + "\"", e);
        }
        throw new InvalidRequest("max-file cannot be less than 1");
    }
}
