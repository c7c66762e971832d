package dev.gantry.linux.spec;

/**
 * Rows and columns of a terminal, 0 … 65535.
 */
public record WindowSize(int rows, int columns) {
    public WindowSize {
        if (rows < 0 || rows > 0xffff || columns < 0 || columns > 0xffff) {
            throw new IllegalArgumentException("not a terminal's size: " + rows + " x " + columns);
        }
    }
}
