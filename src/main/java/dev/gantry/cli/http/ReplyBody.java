package dev.gantry.cli.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer, which ends where its head says (RFC 9112, section 6.3). */
final class ReplyBody extends InputStream {

    private static final int HEXADECIMAL = 16;

    private final SocketInput input;
    private final boolean chunked;
    private long left;
    private boolean first = true;

    private ReplyBody(SocketInput input, boolean chunked, long left) {
        this.input = input;
        this.chunked = chunked;
        this.left = left;
    }

    static ReplyBody chunked(SocketInput input) {
        return new ReplyBody(input, true, 0);
    }

    static ReplyBody fixed(SocketInput input, long length) {
        return new ReplyBody(input, false, length);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0 && (!chunked || !nextChunk())) {
            return -1;
        }
        int count = input.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the engine closed the connection in the middle of an answer");
        }
        left -= count;
        return count;
    }

    private boolean nextChunk() throws IOException {
        if (left < 0) {
            return false;
        }
        if (!first) {
            input.readLine();
        }
        first = false;
        String size = input.readLine();
        int extension = size.indexOf(';');
        left = Long.parseLong((extension < 0 ? size : size.substring(0, extension)).strip(), HEXADECIMAL);
        if (left > 0) {
            return true;
        }
        while (!input.readLine().isEmpty()) {
            // Trailers: none is used by the API.
        }
        left = -1;
        return false;
    }
}
