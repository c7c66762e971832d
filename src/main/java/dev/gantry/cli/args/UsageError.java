package dev.gantry.cli.args;

/** A command line that can't be understood; the message names the option or argument. */
public final class UsageError extends RuntimeException {

    private static final int OPTION = 125;
    private static final int COUNT = 1;

    private final int code;

    private UsageError(int code, String message) {
        super(message);
        this.code = code;
    }

    /** An option that is unknown or has a wrong value. */
    public static UsageError option(String message) {
        return new UsageError(OPTION, message);
    }

    /** A value that an option can't take. */
    public static UsageError value(Option option, String value, String reason) {
        return option("invalid argument \"" + value + "\" for \"" + option.label() + "\" flag: " + reason);
    }

    static UsageError count(String message) {
        return new UsageError(COUNT, message);
    }

    /** Whether the number of arguments is what is wrong. */
    public boolean isCount() {
        return code == COUNT;
    }

    /** The process's exit code. */
    public int code() {
        return code;
    }
}
