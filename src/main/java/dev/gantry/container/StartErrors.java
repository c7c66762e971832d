package dev.gantry.container;

import dev.gantry.linux.Errno;
import dev.gantry.linux.runner.StartFailure;
import dev.gantry.model.EngineFailure;
import dev.gantry.model.GantryException;
import dev.gantry.model.InvalidRequest;
import java.util.Locale;

/** Words a failed start as Docker does, so that its client exits with 125, 126 or 127. */
public final class StartErrors {

    private static final int NOT_FOUND = 127;
    private static final int NOT_EXECUTABLE = 126;
    private static final int OTHER = 128;

    private StartErrors() {}

    /** The error of a container's start. */
    static GantryException ofContainer(StartFailure failure, String program, String cwd) {
        return of(failure, program, cwd, "failed to create task for container: unable to start container process: ");
    }

    /** The error of an exec's start. */
    public static GantryException ofExec(StartFailure failure, String program, String cwd) {
        return of(failure, program, cwd, "OCI runtime exec failed: exec failed: unable to start container process: ");
    }

    /** The exit code that a failed start leaves. */
    public static int exitCode(StartFailure failure) {
        return switch (failure.stage()) {
            case EXEC -> switch (failure.errno()) {
                case Errno.ENOENT, Errno.ENOTDIR -> NOT_FOUND;
                case Errno.EACCES, Errno.EISDIR, Errno.EPERM -> NOT_EXECUTABLE;
                default -> OTHER;
            };
            case CWD -> failure.errno() == Errno.EACCES ? NOT_EXECUTABLE : OTHER;
            default -> OTHER;
        };
    }

    /** The exit code of an exec that could not be started: Docker has no other for it than these two. */
    public static int execExitCode(StartFailure failure) {
        return exitCode(failure) == NOT_FOUND ? NOT_FOUND : NOT_EXECUTABLE;
    }

    private static GantryException of(StartFailure failure, String program, String cwd, String prefix) {
        return switch (failure.stage()) {
            case EXEC -> new InvalidRequest(prefix + "exec: \"" + program + "\": " + reason(failure, program) + ": unknown", failure);
            case CWD -> new InvalidRequest(prefix + "chdir to cwd (\"" + cwd + "\") failed: " + (failure.errno() == 0 ? failure.text() : lower(failure.errno()))
                    + ": unknown", failure);
            case USER -> new EngineFailure(failure.text(), failure);
            default -> new EngineFailure(prefix + failure.text() + ": unknown", failure);
        };
    }

    private static String reason(StartFailure failure, String program) {
        if (failure.errno() == Errno.ENOENT) {
            return program.contains("/") ? "stat " + program + ": no such file or directory" : "executable file not found in $PATH";
        }
        return failure.errno() == Errno.EISDIR ? "is a directory: permission denied" : lower(failure.errno());
    }

    private static String lower(int errno) {
        return Errno.text(errno).toLowerCase(Locale.ROOT);
    }
}
