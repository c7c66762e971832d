package dev.gantry.dockerapi;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A client of one connection to the engine's unix socket that shows every byte: for heads, chunks, hijack and half-close. */
final class UnixHttp implements Closeable {

    /** An answer with its whole body. */
    record Answer(int status, Map<String, String> headers, String body) {}

    private final SocketChannel socket;
    private final InputStream in;

    private UnixHttp(SocketChannel socket) {
        this.socket = socket;
        in = new BufferedInputStream(Channels.newInputStream(socket));
    }

    static UnixHttp connect(Path path) throws IOException {
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        socket.connect(UnixDomainSocketAddress.of(path));
        return new UnixHttp(socket);
    }

    /** One request on a connection of its own. */
    static Answer call(Path path, String method, String target, String json) throws IOException {
        try (UnixHttp http = connect(path)) {
            String body = json == null ? "" : json;
            http.send(method + " " + target + " HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n"
                    + (json == null ? "" : "Content-Type: application/json\r\n")
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            return http.answer();
        }
    }

    void send(String text) throws IOException {
        send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    InputStream in() {
        return in;
    }

    /** Reads status line and headers; the names are in lower case, the status line is under the empty name. */
    Map<String, String> head() throws IOException {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("", line());
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            head.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return head;
    }

    Answer answer() throws IOException {
        Map<String, String> head = head();
        int status = Integer.parseInt(head.get("").split(" ")[1]);
        if ("chunked".equals(head.get("transfer-encoding"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
                body.write(chunk);
            }
            return new Answer(status, head, body.toString(StandardCharsets.UTF_8));
        }
        int length = Integer.parseInt(head.getOrDefault("content-length", "0"));
        return new Answer(status, head, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    byte[] chunk() throws IOException {
        int length = Integer.parseInt(line().strip(), 16);
        byte[] chunk = in.readNBytes(length);
        line();
        return chunk;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection ended inside the head: " + line);
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
