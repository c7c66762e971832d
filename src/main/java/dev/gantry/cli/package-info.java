/**
 * Gantry's own command line: {@code ./gantry run}, {@code ps}, {@code logs}, … with Docker's words, options, output and exit codes.
 *
 * <p>A client of the Docker Engine API on the unix socket like any other; nothing of the engine is used here. {@link dev.gantry.cli.Main} finds the
 * {@link dev.gantry.cli.Command} and runs it in a {@link dev.gantry.cli.Session}. Beneath: {@code args} reads options, {@code http} speaks to the engine,
 * {@code json} and {@code template} are what answers are shown with, {@code show} makes tables and times, {@code stream} is an attached terminal.
 * Start-up is most of a command's time, so a command loads only what it needs: no container, no reflection, one small AOT cache.
 */
package dev.gantry.cli;
