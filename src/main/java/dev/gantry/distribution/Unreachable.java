package dev.gantry.distribution;

import java.io.IOException;

/** No connection could be made to a registry: its name is not known, or nothing answers at its address. */
final class Unreachable extends IOException {

    private static final long serialVersionUID = 1;

    Unreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
