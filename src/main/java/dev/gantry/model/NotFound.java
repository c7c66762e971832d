package dev.gantry.model;

/** The named object does not exist. HTTP 404. */
public final class NotFound extends GantryException {

    public NotFound(String message) {
        super(message, null);
    }

    public NotFound(String message, Throwable cause) {
        super(message, cause);
    }
}
