package dev.gantry.model;

/** The engine or the kernel failed; the message says at what. HTTP 500. */
public final class EngineFailure extends GantryException {

    public EngineFailure(String message) {
        super(message, null);
    }

    public EngineFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
