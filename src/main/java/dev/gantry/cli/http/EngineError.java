package dev.gantry.cli.http;

/** The engine refused a request or could not do it; the message is the engine's. */
public final class EngineError extends RuntimeException {

    private static final int NOT_FOUND = 404;

    private final int status;

    /** An answer of 400 or higher. */
    public EngineError(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Whether the thing that was asked for does not exist. */
    public boolean isNotFound() {
        return status == NOT_FOUND;
    }

    /** The message as Docker's command line shows it. */
    public String shown() {
        return "Error response from daemon: " + getMessage();
    }
}
