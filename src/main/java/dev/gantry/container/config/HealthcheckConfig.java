package dev.gantry.container.config;

import java.util.List;

/** A health check, recorded; durations in nanoseconds, 0 is the default. {@code test} is {@code NONE}, {@code CMD} … or {@code CMD-SHELL} …. */
public record HealthcheckConfig(List<String> test, long interval, long timeout, long startPeriod, long startInterval, int retries) {

    public HealthcheckConfig {
        test = List.copyOf(test);
    }
}
