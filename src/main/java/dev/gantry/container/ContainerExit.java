package dev.gantry.container;

import java.util.Optional;

/** What a wait answers; {@code error} says why waiting was in vain. */
public record ContainerExit(int exitCode, Optional<String> error) {}
