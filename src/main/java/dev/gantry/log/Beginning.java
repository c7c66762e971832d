package dev.gantry.log;

/**
 * Where a reader begins: at a record, leaving out lines before {@code line} (0: none), and records older than {@code timeNanos}.
 */
record Beginning(long segment, long offset, long line, long timeNanos) {

    static Beginning at(long segment, long offset) {
        return new Beginning(segment, offset, 0, Long.MIN_VALUE);
    }
}
