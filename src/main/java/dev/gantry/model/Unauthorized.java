package dev.gantry.model;

/** No one is signed in, or the credentials are wrong. HTTP 401. */
public final class Unauthorized extends GantryException {

    public Unauthorized(String message) {
        super(message, null);
    }

    public Unauthorized(String message, Throwable cause) {
        super(message, cause);
    }
}
