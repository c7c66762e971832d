package dev.gantry.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One request to a registry; it can be sent again.
 *
 * @param moved bytes of the body that were taken so far
 */
record Call(String method, URI uri, Map<String, String> headers, BodyPublisher body, AtomicLong moved) {

    /** Opens what is to be sent, from its beginning. */
    interface Source {
        InputStream open() throws IOException;
    }

    /** A request without a body. */
    static Call of(String method, URI uri, Map<String, String> headers) {
        return new Call(method, uri, headers, BodyPublishers.noBody(), new AtomicLong());
    }

    /** A request with a small body. */
    static Call of(String method, URI uri, String contentType, byte[] body) {
        return new Call(method, uri, Map.of("Content-Type", contentType), BodyPublishers.ofByteArray(body), new AtomicLong());
    }

    /** A request with a body of this length. */
    static Call of(String method, URI uri, Source source, long length) {
        var moved = new AtomicLong();
        var body = BodyPublishers.ofInputStream(() -> {
            try {
                return new CountingInput(source.open(), moved);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new Call(method, uri, Map.of("Content-Type", "application/octet-stream"), BodyPublishers.fromPublisher(body, length), moved);
    }

    Call with(Map<String, String> more) {
        var all = new HashMap<>(headers);
        all.putAll(more);
        return new Call(method, uri, all, body, moved);
    }

    private static final class CountingInput extends java.io.FilterInputStream {

        private final AtomicLong count;

        CountingInput(InputStream in, AtomicLong count) {
            super(in);
            this.count = count;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count.addAndGet(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            count.addAndGet(Math.max(0, read));
            return read;
        }
    }
}
