package dev.gantry.container.config;

import java.util.Map;

/**
 * Its log, in Docker's words.
 *
 * @param type    {@code json-file} or {@code local} (both: the engine's own log), {@code none}; empty: the engine's
 * @param options {@code max-size}, {@code max-file}, {@code mode}, {@code max-buffer-size}
 */
public record LogConfig(String type, Map<String, String> options) {

    /** The engine's log without limits. */
    public static final LogConfig DEFAULT = new LogConfig("json-file", Map.of());

    public LogConfig {
        options = Map.copyOf(options);
    }
}
