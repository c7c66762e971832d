package dev.gantry.dockerapi.wire;

/** The body of ExecStart. */
public record ExecStartRequest(boolean detach, boolean tty, int[] consoleSize) {}
