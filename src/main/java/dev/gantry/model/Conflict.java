package dev.gantry.model;

/** The object's state, or another object, stands in the way. HTTP 409. */
public final class Conflict extends GantryException {

    public Conflict(String message) {
        super(message, null);
    }

    public Conflict(String message, Throwable cause) {
        super(message, cause);
    }
}
