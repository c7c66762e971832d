package dev.gantry.linux.spec;

import java.nio.file.Path;

/**
 * Where the monitor puts a container's output.
 */
public sealed interface LogTarget {
    /** What one segment of the log grows to before the next begins, where nothing else is asked. */
    long DEFAULT_SEGMENT_BYTES = 16L << 20;

    /**
     * Files in {@code directory}; a container whose log can't be written waits.
     *
     * @param keepSegments how many segments stay, 0 for all
     */
    record Blocking(Path directory, long segmentBytes, int keepSegments) implements LogTarget {
    }

    /** Files in {@code directory}; what does not fit in {@code bufferBytes} while the disk is slow is dropped and recorded as a gap. */
    record NonBlocking(Path directory, long segmentBytes, int keepSegments, long bufferBytes) implements LogTarget {
    }

    /** Nothing on disk: attached clients only, through a ring of {@code bufferBytes}. */
    record None(long bufferBytes) implements LogTarget {
    }
}
