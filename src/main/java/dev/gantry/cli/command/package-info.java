/** The commands, one class each. */
package dev.gantry.cli.command;
