package dev.gantry.dockerapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.config.Paths;
import dev.gantry.it.EngineProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(EngineProfile.class)
class VersionAndErrorsTest {

    private static final String NOT_FOUND = "{\"message\":\"page not found\"}";

    @Inject
    Paths paths;

    @ParameterizedTest
    @ValueSource(strings = {"/_ping", "/v1.24/_ping", "/v1.51/_ping"})
    void aPingIsAnsweredInEveryVersionWithDockersHeaders(String target) throws IOException {
        UnixHttp.Answer answer = call("GET", target);
        assertEquals("OK", answer.body());
        assertEquals("1.51", answer.headers().get("api-version"));
        assertEquals("linux", answer.headers().get("ostype"));
        assertEquals("false", answer.headers().get("docker-experimental"));
        assertEquals("1", answer.headers().get("builder-version"));
        assertTrue(answer.headers().get("server").startsWith("Docker/"), answer.headers().get("server"));
    }

    @Test
    void aVersionThatIsTooNewIsRefused() throws IOException {
        UnixHttp.Answer answer = call("GET", "/v1.52/version");
        assertEquals(400, answer.status());
        assertEquals("{\"message\":\"client version 1.52 is too new. Maximum supported API version is 1.51\"}", answer.body());
        assertEquals("1.51", answer.headers().get("api-version"));
    }

    @Test
    void aVersionThatIsTooOldIsRefused() throws IOException {
        UnixHttp.Answer answer = call("GET", "/v1.23/version");
        assertEquals(400, answer.status());
        assertEquals("{\"message\":\"client version 1.23 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version\"}",
                answer.body());
    }

    @ParameterizedTest
    @CsvSource({"GET,/nope", "GET,/v1.41/nope", "GET,/vx/info", "GET,/v1/info", "PUT,/containers/json", "GET,/docker/info", "GET,/v1.41/docker/info",
            "POST,/exec/x/nope"})
    void anUnknownPathOrMethodIsAPageNotFound(String method, String target) throws IOException {
        UnixHttp.Answer answer = call(method, target);
        assertEquals(404, answer.status());
        assertEquals(NOT_FOUND, answer.body());
        assertEquals("application/json", answer.headers().get("content-type"));
        assertEquals("1.51", answer.headers().get("api-version"));
    }

    @Test
    void brokenJsonIsABadRequestThatSaysWhere() throws IOException {
        UnixHttp.Answer answer = UnixHttp.call(paths.socket(), "POST", "/containers/create", "{bad");
        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("invalid JSON: "), answer.body());
    }

    @Test
    void anEmptyBodyWhereOneIsNeededIsABadRequest() throws IOException {
        UnixHttp.Answer answer = UnixHttp.call(paths.socket(), "POST", "/containers/create", "");
        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("EOF"), answer.body());
    }

    @Test
    void aFieldOfAnotherTypeIsABadRequestThatNamesIt() throws IOException {
        UnixHttp.Answer answer = UnixHttp.call(paths.socket(), "POST", "/containers/create", "{\"HostConfig\": {\"Memory\": [1]}}");
        assertEquals(400, answer.status());
        assertTrue(answer.body().contains("HostConfig.Memory"), answer.body());
    }

    @Test
    void aBodyThatIsNotSaidToBeJsonIsRefused() throws IOException {
        try (UnixHttp http = UnixHttp.connect(paths.socket())) {
            http.send("POST /containers/create HTTP/1.1\r\nHost: docker\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}");
            UnixHttp.Answer answer = http.answer();
            assertEquals(400, answer.status());
            assertTrue(answer.body().contains("Content-Type header (text/plain): must be 'application/json'"), answer.body());
        }
    }

    @Test
    void anEngineInNoSwarmSaysSo() throws IOException {
        for (String target : new String[] {"/swarm", "/nodes", "/services/x", "/tasks/x/logs", "/secrets", "/configs/x"}) {
            UnixHttp.Answer answer = call("GET", target);
            assertEquals(503, answer.status(), target);
            assertTrue(answer.body().startsWith("{\"message\":\"This node is not a swarm manager."), answer.body());
        }
    }

    private UnixHttp.Answer call(String method, String target) throws IOException {
        return UnixHttp.call(paths.socket(), method, target, null);
    }
}
