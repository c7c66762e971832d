package dev.gantry.console.page;

/**
 * What every page has around it.
 *
 * @param section the navigation's entry that the page belongs to
 * @param theme {@code light}, {@code dark}, or empty for the browser's own
 * @param firstPassword the account still has the password that the engine made up
 */
public record Frame(String section, String account, String theme, long runningTasks, boolean seesAudit, boolean firstPassword) {}
