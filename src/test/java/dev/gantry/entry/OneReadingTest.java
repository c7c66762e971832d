package dev.gantry.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.config.Paths;
import dev.gantry.it.EngineProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request asks for is read once: nobody gets past a check by a request that two readers would take for two things (SECURITY A3). */
@QuarkusTest
@TestProfile(EngineProfile.class)
class OneReadingTest {

    @Inject
    Paths paths;

    @Test
    @DisplayName("a body over the limit is refused, also in chunks, and none of it is read as something shorter")
    void tooLong() throws IOException {
        String much = "{\"Image\":\"gantry-check/absent\"}" + " ".repeat(8 << 20);
        String head = "POST /v1.51/containers/create?name=long HTTP/1.1\r\nHost: docker\r\nConnection: close\r\nContent-Type: application/json\r\n";
        for (String request : new String[] {head + "Content-Length: " + much.length() + "\r\n\r\n" + much,
                head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(much.length()) + "\r\n" + much + "\r\n0\r\n\r\n"}) {
            String answer = overUnixSocket(request);
            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
            assertTrue(answer.contains("the request body is longer than"), answer);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64 << 10, (64 << 10) + 1})
    @DisplayName("a body is the same in one piece, in many, asked to go on first, and with the next request behind it; whether it is kept or streamed")
    void pieces(int atLeast) throws IOException, InterruptedException {
        String body = "{\"Image\":\"gantry-check/absent\"}";
        String longer = body + " ".repeat(Math.max(0, atLeast - body.length()));
        String head = "POST /v1.51/containers/create HTTP/1.1\r\nHost: docker\r\nContent-Type: application/json\r\nContent-Length: " + longer.length() + "\r\n";
        String last = "GET /v1.51/_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n";
        String together = overUnixSocket(head + "\r\n" + longer + last);
        assertTrue(together.startsWith("HTTP/1.1 404") && together.contains("gantry-check/absent") && together.contains("HTTP/1.1 200"), together);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(paths.socket()))) {
            send(channel, ByteBuffer.wrap((head + "Expect: 100-continue\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(64 << 10);
            channel.read(answer);
            assertEquals("HTTP/1.1 100 Continue\r\n\r\n", text(answer));
            for (int i = 0; i < body.length(); i++) {
                send(channel, ByteBuffer.wrap(longer.substring(i, i + 1).getBytes(StandardCharsets.US_ASCII)));
                Thread.sleep(1);
            }
            send(channel, ByteBuffer.wrap((longer.substring(body.length()) + last).getBytes(StandardCharsets.US_ASCII)));
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                continue;
            }
            assertTrue(text(answer).contains("HTTP/1.1 404") && text(answer).contains("gantry-check/absent") && text(answer).contains("HTTP/1.1 200"), text(answer));
        }
    }

    private static String text(ByteBuffer read) {
        return new String(read.array(), 0, read.position(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//v1.51/../containers/json", "/v1.51/%2e%2e/containers/json", "/sign-in/../containers/json", "/sign-in/%2e%2e/containers/json", "/assets/..%2fcontainers/json",
            "/assets/..%5ccontainers/json", "/assets//../containers/json", "/assets/..;/containers/json", "/containers%2fjson", "/sign-in;/../containers/json", "//containers//json", "/./containers/json"})
    @DisplayName("dots, slashes and what encodes them lead past no check")
    void paths(String path) throws IOException {
        String answer = ask(new InetSocketAddress("127.0.0.1", RestAssured.port), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertNotEquals("200", answer.substring(9, 12), answer);
        assertTrue(answer.startsWith("HTTP/1.1 401") || answer.startsWith("HTTP/1.1 400") || answer.startsWith("HTTP/1.1 404"), answer);
    }

    private String overUnixSocket(String request) throws IOException {
        return ask(UnixDomainSocketAddress.of(paths.socket()), request);
    }

    /** Sends it while the answer is read, since a refusal may come before the end; returns everything up to the connection's end. */
    private static String ask(SocketAddress address, String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address)) {
            Thread sender = Thread.ofVirtual().start(() -> send(channel, ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII))));
            ByteBuffer answer = ByteBuffer.allocate(64 << 10);
            try {
                while (answer.hasRemaining() && channel.read(answer) >= 0) {
                    continue;
                }
            } catch (IOException reset) {
                // What was not read of a refused request makes the kernel end the connection by a reset, behind the answer.
                assertTrue(answer.position() > 0, "no answer: " + reset);
            }
            sender.interrupt();
            return text(answer);
        }
    }

    private static void send(SocketChannel channel, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException refusedBefore) {
            return;
        }
    }
}
