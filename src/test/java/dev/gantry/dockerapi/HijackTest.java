package dev.gantry.dockerapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.config.Paths;
import dev.gantry.it.EngineProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EngineProfile.class)
class HijackTest {

    private static final String UPGRADE = "Host: docker\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 2\r\n\r\n{}";

    @Inject
    Paths paths;

    @BeforeEach
    void forget() {
        EchoResource.GONE.clear();
    }

    @Test
    void anUpgradeIsAnsweredBy101AndDockersHeaders() throws IOException {
        try (UnixHttp http = UnixHttp.connect(paths.socket())) {
            http.send("POST /v1.41/test/echo HTTP/1.1\r\n" + UPGRADE);
            Map<String, String> head = http.head();
            assertEquals("HTTP/1.1 101 UPGRADED", head.get(""));
            assertEquals("tcp", head.get("upgrade"));
            assertEquals("1.51", head.get("api-version"));
        }
    }

    @Test
    void aRequestWithoutUpgradeIsAnsweredBy200AndRawBytes() throws IOException {
        try (UnixHttp http = UnixHttp.connect(paths.socket())) {
            http.send("POST /test/echo HTTP/1.1\r\nHost: docker\r\n\r\n");
            assertEquals("HTTP/1.1 200 OK", http.head().get(""));
            http.send("hello");
            http.endOutput();
            assertEquals("helloend", new String(http.in().readAllBytes()));
        }
    }

    @Test
    void bytesSentTogetherWithTheRequestAreNotLost() throws IOException {
        try (UnixHttp http = UnixHttp.connect(paths.socket())) {
            http.send("POST /test/echo HTTP/1.1\r\n" + UPGRADE + "early");
            http.head();
            http.endOutput();
            assertEquals("earlyend", new String(http.in().readAllBytes()));
        }
    }

    @Test
    void afterTheClientsHalfCloseTheEngineStillSends() throws Exception {
        byte[] data = new byte[64 << 20];
        new Random(1).nextBytes(data);
        try (UnixHttp http = UnixHttp.connect(paths.socket())) {
            http.send("POST /test/echo HTTP/1.1\r\n" + UPGRADE);
            http.head();
            Thread sender = Thread.startVirtualThread(() -> {
                try {
                    http.send(ByteBuffer.wrap(data));
                    http.endOutput();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            MessageDigest received = MessageDigest.getInstance("SHA-256");
            received.update(http.in().readNBytes(data.length));
            sender.join();
            assertEquals(sha256(data), HexFormat.of().formatHex(received.digest()));
            assertEquals("end", new String(http.in().readAllBytes()));
        }
        assertEquals("echo", EchoResource.GONE.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void aClientThatDoesNotReadHoldsUpTheWriterAndTakesNoMemory() throws Exception {
        try (UnixHttp http = UnixHttp.connect(paths.socket())) {
            http.send("POST /test/flood HTTP/1.1\r\n" + UPGRADE);
            http.head();
            Thread.sleep(500);
            long sent = EchoResource.SENT.get();
            Thread.sleep(300);
            assertEquals(sent, EchoResource.SENT.get(), "the writer waits");
            assertTrue(sent < 8 << 20, "no more than buffers hold: " + sent);
            InputStream in = http.in();
            assertEquals(16 << 20, in.readNBytes(16 << 20).length, "it goes on once the client reads");
        }
        assertEquals("flood", EchoResource.GONE.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void aHijackedClientThatGoesIsNoticed() throws Exception {
        try (UnixHttp http = UnixHttp.connect(paths.socket())) {
            http.send("POST /test/echo HTTP/1.1\r\n" + UPGRADE);
            http.head();
        }
        assertEquals("echo", EchoResource.GONE.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void aLiveAnswerSendsItsHeadAtOnceAndNoticesThatTheClientGoes() throws Exception {
        try (UnixHttp http = UnixHttp.connect(paths.socket())) {
            http.send("GET /test/wait HTTP/1.1\r\nHost: docker\r\n\r\n");
            Map<String, String> head = http.head();
            assertEquals("HTTP/1.1 200 OK", head.get(""));
            assertEquals("application/json", head.get("content-type"));
            assertEquals("chunked", head.get("transfer-encoding"));
        }
        assertEquals("wait", EchoResource.GONE.poll(10, TimeUnit.SECONDS));
    }

    private static String sha256(byte[] data) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
    }
}
