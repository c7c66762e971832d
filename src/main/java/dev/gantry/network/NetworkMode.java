package dev.gantry.network;

import java.util.Set;

/** Where a container's sandbox comes from, by Docker's words for it. */
public sealed interface NetworkMode {

    /** The names that every engine has. */
    Set<String> PREDEFINED = Set.of("default", "bridge", "none", "host");

    /** A sandbox of its own with loopback only, wanted so. */
    record None() implements NetworkMode {}

    /** The host's network. */
    record Host() implements NetworkMode {}

    /** A sandbox of its own; until there are bridges, with loopback only. */
    record Private() implements NetworkMode {}

    /** Another container's sandbox, by name or id. */
    record OfContainer(String container) implements NetworkMode {}

    /** A network of this name. */
    record Named(String network) implements NetworkMode {}

    /** Reads Docker's NetworkMode. */
    static NetworkMode parse(String mode) {
        return switch (mode) {
            case "", "default", "bridge" -> new Private();
            case "none" -> new None();
            case "host" -> new Host();
            default -> mode.startsWith("container:") ? new OfContainer(mode.substring("container:".length())) : new Named(mode);
        };
    }
}
