package dev.gantry.log;

/** Whose bytes a log record holds (docs/formats.md, section 6). */
public enum LogStream {
    /** Standard output, and all of a terminal. */
    STDOUT(1),
    /** Standard error. */
    STDERR(2),
    /** The engine's own note of a start or an exit. */
    MARK(3);

    private final int code;

    LogStream(int code) {
        this.code = code;
    }

    /** The number in a record. */
    public int code() {
        return code;
    }

    /** The stream of this number; throws IllegalArgumentException for any other than 1, 2, 3. */
    public static LogStream of(int code) {
        return switch (code) {
            case 1 -> STDOUT;
            case 2 -> STDERR;
            case 3 -> MARK;
            default -> throw new IllegalArgumentException("no log stream has the number " + code);
        };
    }
}
