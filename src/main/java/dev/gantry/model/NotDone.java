package dev.gantry.model;

/** Gantry does not do this yet; the message says what. HTTP 501. */
public final class NotDone extends GantryException {

    public NotDone(String message) {
        super(message, null);
    }

    public NotDone(String message, Throwable cause) {
        super(message, cause);
    }
}
