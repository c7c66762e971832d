package dev.gantry.container.config;

import java.util.Optional;

/** Its streams: a terminal or three pipes, and which of them the creating client meant to attach. */
public record StdioConfig(boolean tty, boolean openStdin, boolean stdinOnce, boolean attachStdin, boolean attachStdout, boolean attachStderr,
                          Optional<ConsoleSize> consoleSize) {

    /** Pipes for output, no input. */
    public static final StdioConfig OUTPUT = new StdioConfig(false, false, false, false, true, true, Optional.empty());
}
