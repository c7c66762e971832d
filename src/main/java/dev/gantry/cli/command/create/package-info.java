/** The options of {@code run} and {@code create}, a class for each part of a container that they describe. */
package dev.gantry.cli.command.create;
