package dev.gantry.cli.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** One connection to the engine's socket: one request, one answer, and then perhaps a raw stream both ways. */
public final class Connection implements Closeable {

    private static final int CHUNK = 65_536;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final SocketChannel channel;
    private final SocketInput input;

    private Connection(SocketChannel channel) {
        this.channel = channel;
        this.input = new SocketInput(channel);
    }

    /**
     * Connects to the socket.
     *
     * @throws NoEngine if nobody answers there
     */
    public static Connection open(Path socket) {
        try {
            return new Connection(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        } catch (IOException e) {
            throw new NoEngine(socket, e);
        }
    }

    /** Sends the request and reads the head of its answer. */
    Reply exchange(Request request) throws IOException {
        StringBuilder head = new StringBuilder(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\nHost: gantry\r\nUser-Agent: gantry\r\n");
        request.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        switch (request.body()) {
            case byte[] body -> {
                head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
                byte[] first = head.toString().getBytes(StandardCharsets.UTF_8);
                write(ByteBuffer.allocate(first.length + body.length).put(first).put(body).flip());
            }
            case InputStream stream -> {
                write(ByteBuffer.wrap(head.append("Transfer-Encoding: chunked\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8)));
                sendChunks(stream);
            }
            case null, default -> {
                head.append(request.method().equals("POST") ? "Content-Length: 0\r\n\r\n" : "\r\n");
                write(ByteBuffer.wrap(head.toString().getBytes(StandardCharsets.UTF_8)));
            }
        }
        return readReply();
    }

    /** What comes behind the head of an upgraded answer. */
    public InputStream input() {
        return input;
    }

    /** What goes to the container behind an upgraded answer. */
    public OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                Connection.this.write(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    /** Says that no more is sent, while the other direction goes on. */
    public void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void sendChunks(InputStream stream) throws IOException {
        byte[] bytes = new byte[CHUNK];
        try {
            for (int count = stream.read(bytes); count >= 0; count = stream.read(bytes)) {
                if (count > 0) {
                    byte[] size = (Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                    write(ByteBuffer.allocate(size.length + count + 2).put(size).put(bytes, 0, count).put((byte) '\r').put((byte) '\n').flip());
                }
            }
            write(ByteBuffer.wrap("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            // An engine that refuses a body stops reading it; what it answered is still to be read.
            if (e.getMessage() == null || !e.getMessage().contains("Broken pipe")) {
                throw e;
            }
        }
    }

    private Reply readReply() throws IOException {
        String[] status = input.readLine().split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
            throw new IOException("what answers on the socket does not speak HTTP: " + String.join(" ", status));
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status[1]);
        return new Reply(code, headers, code == NO_CONTENT || code == NOT_MODIFIED ? InputStream.nullInputStream() : body(headers), this);
    }

    private InputStream body(Map<String, String> headers) {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return ReplyBody.chunked(input);
        }
        String length = headers.get("content-length");
        return length == null ? input : ReplyBody.fixed(input, Long.parseLong(length));
    }
}
