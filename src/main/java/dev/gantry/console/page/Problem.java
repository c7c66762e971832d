package dev.gantry.console.page;

/**
 * A failure as people see it, until they close it.
 *
 * @param title what failed
 * @param message the engine's message, verbatim
 * @param cause what it probably comes from
 * @param next what to do
 */
public record Problem(String title, String message, String cause, String next, String requestId) {}
