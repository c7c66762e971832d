package dev.gantry.model;

/** Something that the work needs does not answer now; trying later may help. HTTP 503. */
public final class Unavailable extends GantryException {

    public Unavailable(String message) {
        super(message, null);
    }

    public Unavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
