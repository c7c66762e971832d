package dev.gantry.linux.runner;

/**
 * The runner could not start a process and has cleaned up what it had made.
 */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Stage stage;
    private final int errno;
    private final String text;

    StartFailure(Stage stage, int errno, String text) {
        super(stage.name().toLowerCase(java.util.Locale.ROOT) + ": " + text);
        this.stage = stage;
        this.errno = errno;
        this.text = text;
    }

    /** Which step failed. */
    public Stage stage() {
        return stage;
    }

    /** The kernel's error number, 0 where it was not the kernel. */
    public int errno() {
        return errno;
    }

    /** A sentence for people; for {@link Stage#EXEC} the program's name only. */
    public String text() {
        return text;
    }
}
