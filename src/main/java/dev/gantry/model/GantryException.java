package dev.gantry.model;

/**
 * A failure that a caller can do something about. The subtype says what: look elsewhere, mend the request, come back later. The message says what
 * failed, on what, and why; it is shown to people verbatim.
 */
public abstract sealed class GantryException extends RuntimeException
        permits NotFound, Conflict, InvalidRequest, Unauthorized, Forbidden, NotDone, Unavailable, EngineFailure {

    GantryException(String message, Throwable cause) {
        super(message, cause);
    }
}
