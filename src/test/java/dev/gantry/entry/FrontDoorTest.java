package dev.gantry.entry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.access.Audit;
import dev.gantry.access.AuditRow;
import dev.gantry.config.Paths;
import dev.gantry.record.DbWriter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(EntryProfile.class)
class FrontDoorTest {

    @Inject
    Paths paths;

    @Inject
    Audit audit;

    @Inject
    DbWriter writer;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/containers", "/tasks", "/v1.51/containers/json", "/_ping", "/v2/", "/ui/tasks", "/nothing", "/assets/../tasks", "/assets/%2e%2e/tasks", "//tasks", "/socket"})
    @DisplayName("over TCP nothing but the sign-in answers without a session")
    void noSession(String path) {
        given().urlEncodingEnabled(false).redirects().follow(false).get(path).then().statusCode(401).body(anyOf(containsString("sign in first"), containsString("authentication required")));
    }

    @Test
    @DisplayName("a browser without a session is led to the sign-in, and back afterwards")
    void ledToSignIn() {
        given().redirects().follow(false).accept("text/html").get("/tasks?a=b").then().statusCode(303).header("Location", "/sign-in?to=%2Ftasks%3Fa%3Db");
        given().accept("text/html").get("/sign-in?to=/tasks").then().statusCode(200)
                .body(containsString("value=\"/tasks\""))
                .header("Content-Security-Policy", not(containsString("unsafe")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\\\evil.example", "javascript:alert(1)"})
    @DisplayName("a sign-in does not lead to another site")
    void openRedirect(String to) {
        given().queryParam("to", to).get("/sign-in").then().statusCode(200).body(containsString("name=\"to\" value=\"/containers\""));
    }

    @Test
    @DisplayName("a session opens the pages, and its end closes them")
    void session() throws IOException {
        String cookie = SignedIn.cookie(paths);
        given().cookie(SessionCookie.NAME, cookie).get("/tasks").then().statusCode(200).body(containsString("<h1>Tasks</h1>"));
        given().cookie(SessionCookie.NAME, cookie).header("Origin", SignedIn.origin()).redirects().follow(false).post("/sign-out").then().statusCode(303);
        given().cookie(SessionCookie.NAME, cookie).get("/tasks").then().statusCode(401);
    }

    @Test
    @DisplayName("the session cookie is out of reach of scripts and of other sites")
    void cookieAttributes() throws IOException {
        String[] first = Files.readString(paths.firstSignIn()).strip().split(" ");
        given().redirects().follow(false).header("Origin", SignedIn.origin()).formParam("name", first[0]).formParam("password", first[1]).post("/sign-in")
                .then().header("Set-Cookie", containsString("HttpOnly")).header("Set-Cookie", containsString("SameSite=Strict"));
    }

    @Test
    @DisplayName("a foreign Host is refused, with a session too (DNS rebinding)")
    void foreignHost() throws IOException {
        String cookie = SignedIn.cookie(paths);
        given().cookie(SessionCookie.NAME, cookie).header("Host", "evil.example").get("/tasks").then().statusCode(421);
        given().cookie(SessionCookie.NAME, cookie).header("Host", "console.example").get("/tasks").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://localhost", "http://localhost.evil.example"})
    @DisplayName("a POST from another origin changes nothing")
    void crossOriginPost(String origin) throws IOException {
        String cookie = SignedIn.cookie(paths);
        given().cookie(SessionCookie.NAME, cookie).header("Origin", origin).post("/sign-out").then().statusCode(403);
        given().cookie(SessionCookie.NAME, cookie).contentType("text/plain").body("x=y").post("/v1.51/containers/create").then().statusCode(403);
        given().cookie(SessionCookie.NAME, cookie).get("/tasks").then().statusCode(200);
    }

    @Test
    @DisplayName("a WebSocket opens for a session from our own pages, and for nobody else")
    void crossOriginWebSocket() throws Exception {
        String cookie = SignedIn.cookie(paths);
        assertThrows(CompletionException.class, () -> socket(cookie, "http://evil.example", new CompletableFuture<>()));
        assertThrows(CompletionException.class, () -> socket("wrong", SignedIn.origin(), new CompletableFuture<>()));
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = socket(cookie, SignedIn.origin(), answer);
        socket.sendText("{\"type\":\"ping\"}", true).join();
        assertEquals("{\"type\":\"pong\"}", answer.get(5, TimeUnit.SECONDS));
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Test
    @DisplayName("a resource method that says no permission is refused")
    void failClosed() throws IOException {
        given().cookie(SessionCookie.NAME, SignedIn.cookie(paths)).get("/forgotten").then().statusCode(403);
    }

    @Test
    @DisplayName("over the unix socket the kernel says who asks, and no session is needed")
    void unixPeer() throws IOException {
        assertTrue(overUnixSocket("GET /v1.51/_ping").startsWith("HTTP/1.1 200"));
    }

    @Test
    @DisplayName("a change is audited with who, from where, what and how it ended")
    void audited() throws IOException {
        overUnixSocket("DELETE /v1.51/images/nothing");
        writer.write(() -> null);
        AuditRow row = audit.newest(1).getFirst();
        assertEquals("root", row.principal);
        assertEquals("unix uid 0", row.way);
        assertEquals("images:delete", row.action);
        assertEquals("DELETE /v1.51/images/nothing", row.target);
        assertEquals("404", row.outcome);
        assertEquals(Optional.empty(), audit.firstBroken());
    }

    @Test
    @DisplayName("the audit trail can't be changed or shortened")
    void appendOnly() {
        overUnixSocketQuietly("DELETE /v1.51/images/nothing");
        writer.write(() -> null);
        assertThrows(RuntimeException.class, () -> writer.write(() -> AuditRow.update("outcome = 'fine'")));
        assertThrows(RuntimeException.class, () -> writer.write(() -> AuditRow.deleteAll()));
        assertFalse(audit.newest(1).isEmpty());
    }

    @Test
    @DisplayName("the first password's file is readable by its owner only")
    void firstPassword() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(paths.firstSignIn())));
        given().header("Origin", SignedIn.origin()).formParam("name", "admin").formParam("password", "guess").post("/sign-in")
                .then().statusCode(401).body(containsString("The name or the password is wrong."));
    }

    @Test
    @DisplayName("what a name says is text, never markup")
    void escaped() {
        given().header("Origin", SignedIn.origin()).formParam("name", "<script>alert(1)</script>").formParam("password", "x").post("/sign-in")
                .then().body(not(containsString("<script>alert"))).body(containsString("&lt;script&gt;"));
    }

    private static WebSocket socket(String cookie, String origin, CompletableFuture<String> answer) {
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                answer.complete(text.toString());
                socket.request(1);
                return null;
            }
        };
        return HttpClient.newHttpClient().newWebSocketBuilder()
                .header("Cookie", SessionCookie.NAME + "=" + cookie).header("Origin", origin)
                .buildAsync(URI.create(SignedIn.origin().replace("http:", "ws:") + "/socket"), listener).join();
    }

    private String overUnixSocketQuietly(String request) {
        try {
            return overUnixSocket(request);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String overUnixSocket(String request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(paths.socket()))) {
            channel.write(ByteBuffer.wrap((request + " HTTP/1.1\r\nHost: docker\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                continue;
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        }
    }
}
