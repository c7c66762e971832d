package dev.gantry.cli.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Takes apart the stream that carries a container's output where it has no terminal: frames with a head of eight bytes, the stream's number first and the
 * length, big-endian, in the last four (Docker Engine API, ContainerAttach).
 */
public final class Frames {

    private static final int HEAD = 8;
    private static final int STDERR = 2;
    private static final int BUFFER = 65_536;

    private Frames() {}

    /** Copies until the end of the input. */
    public static void copy(InputStream input, OutputStream out, OutputStream err) throws IOException {
        byte[] head = new byte[HEAD];
        byte[] bytes = new byte[BUFFER];
        while (true) {
            int count = input.readNBytes(head, 0, HEAD);
            if (count == 0) {
                return;
            }
            if (count < HEAD) {
                throw new EOFException("the engine closed the connection in the middle of a frame");
            }
            long left = (head[4] & 0xffL) << 24 | (head[5] & 0xff) << 16 | (head[6] & 0xff) << 8 | head[7] & 0xff;
            OutputStream target = head[0] == STDERR ? err : out;
            while (left > 0) {
                count = input.read(bytes, 0, (int) Math.min(BUFFER, left));
                if (count < 0) {
                    throw new EOFException("the engine closed the connection in the middle of a frame");
                }
                target.write(bytes, 0, count);
                left -= count;
            }
        }
    }
}
