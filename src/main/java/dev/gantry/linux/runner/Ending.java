package dev.gantry.linux.runner;

/**
 * How the engine's watch over a run ended.
 */
public sealed interface Ending {
    /** The monitor told the exit, or left it in the exit file. */
    record Exited(ExitStatus status) implements Ending {
    }

    /** The monitor died and left no exit file: the exit code is not known. */
    record Lost() implements Ending {
    }
}
