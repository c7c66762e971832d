package dev.gantry.entry;

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
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
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
