package dev.gantry.log;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Bytes of one stream as they were read. The array is never written again, but may hold other things around this part.
 *
 * @param length at least 1
 */
public record OutputChunk(LogStream stream, byte[] bytes, int offset, int length) {

    /** Writes this part. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, offset, length);
    }
}
