package dev.gantry.cli;

/** A command can't go on; the message says why, the code is the process's. */
public final class Failure extends RuntimeException {

    private final int code;

    /** Ends the command with a message and an exit code. */
    public Failure(int code, String message) {
        super(message);
        this.code = code;
    }

    /** The process's exit code. */
    public int code() {
        return code;
    }
}
