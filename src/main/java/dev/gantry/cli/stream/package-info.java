/** A container's streams at the user's terminal: frames, raw mode, window size, detach keys and signals. */
package dev.gantry.cli.stream;
