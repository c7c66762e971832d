package dev.gantry.container.config;

/** Rows and columns of a terminal. */
public record ConsoleSize(int rows, int columns) {}
