package dev.gantry.model;

/** The signed-in principal may not do this. HTTP 403. */
public final class Forbidden extends GantryException {

    public Forbidden(String message) {
        super(message, null);
    }

    public Forbidden(String message, Throwable cause) {
        super(message, cause);
    }
}
