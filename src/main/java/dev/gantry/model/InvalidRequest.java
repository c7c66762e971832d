package dev.gantry.model;

/** The request itself is wrong; the message names the field and the reason. HTTP 400. */
public final class InvalidRequest extends GantryException {

    public InvalidRequest(String message) {
        super(message, null);
    }

    public InvalidRequest(String message, Throwable cause) {
        super(message, cause);
    }
}
