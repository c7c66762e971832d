package dev.gantry.container.config;

import java.util.Optional;
import java.util.OptionalInt;

/** How it is stopped: the signal (name or number; none: the image's, else SIGTERM) and the seconds before SIGKILL (none: 10; negative: for ever). */
public record StopConfig(Optional<String> signal, OptionalInt timeoutSeconds) {

    /** SIGTERM and ten seconds. */
    public static final StopConfig DEFAULT = new StopConfig(Optional.empty(), OptionalInt.empty());
}
