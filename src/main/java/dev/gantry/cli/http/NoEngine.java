package dev.gantry.cli.http;

import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** Nobody answers on the socket; the message says how to start the engine. */
public final class NoEngine extends RuntimeException {

    NoEngine(Path socket, Exception cause) {
        super(isForbidden(cause)
                ? "permission denied on the engine's socket " + socket + ": be root, or a member of the socket's group"
                : "No engine answers on unix://" + socket + ". To start one: ./gantry up", cause);
    }

    private static boolean isForbidden(Exception cause) {
        return cause instanceof AccessDeniedException || (cause.getMessage() != null && cause.getMessage().contains("Permission denied"));
    }
}
