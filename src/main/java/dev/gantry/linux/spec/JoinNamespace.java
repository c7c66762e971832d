package dev.gantry.linux.spec;

import dev.gantry.linux.Fd;

/**
 * A namespace to join instead of making it anew; {@code descriptor} is an open /proc/PID/ns file and stays the caller's to close.
 */
public record JoinNamespace(Namespace namespace, Fd descriptor) {
}
