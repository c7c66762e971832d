package dev.gantry.dockerapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.RestartPolicy;
import dev.gantry.dockerapi.wire.CreateRequest;
import dev.gantry.model.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WireTest {

    @Test
    void whatACreateAsksForIsWhatItsInspectShows() {
        ContainerConfig config = decode("""
                {"Image": "busybox", "Cmd": ["sh", "-c", "x"], "Entrypoint": "/e", "Env": ["A=b"], "Labels": {"l": "v"}, "ExposedPorts": {"80/tcp": {}},
                 "Tty": true, "OpenStdin": true, "User": "1:2", "WorkingDir": "/w", "StopSignal": "SIGINT", "StopTimeout": 3, "Unknown": {"x": 1},
                 "HostConfig": {"Memory": 67108864, "NanoCpus": 500000000, "PidsLimit": 33, "CapAdd": ["NET_ADMIN"], "NetworkMode": "none",
                   "RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 2}, "Binds": ["/a:/b:ro"], "Tmpfs": {"/t": "size=1m"}, "Init": true,
                   "UTSMode": "host", "Ulimits": [{"Name": "nofile", "Soft": 1, "Hard": 2}], "PortBindings": {"80/tcp": [{"HostIp": "", "HostPort": "8080"}]},
                   "LogConfig": {"Type": "local", "Config": {"max-size": "1m"}}, "AutoRemove": true, "ReadonlyRootfs": true, "ShmSize": 1048576,
                   "Devices": [{"PathOnHost": "/dev/null", "PathInContainer": "/dev/n", "CgroupPermissions": "r"}], "ConsoleSize": [10, 20]}}""");
        JsonNode shown = tree(ContainerEncoder.config(config));
        assertEquals("[\"sh\",\"-c\",\"x\"]", shown.get("Cmd").toString());
        assertEquals("[\"/e\"]", shown.get("Entrypoint").toString(), "a single word is a list of one");
        assertEquals("{\"80/tcp\":{}}", shown.get("ExposedPorts").toString());
        assertEquals(3, shown.get("StopTimeout").asInt());
        JsonNode host = tree(HostConfigEncoder.encode(config));
        assertEquals(67108864, host.get("Memory").asLong());
        assertEquals(33, host.get("PidsLimit").asLong());
        assertEquals("{\"Name\":\"on-failure\",\"MaximumRetryCount\":2}", host.get("RestartPolicy").toString());
        assertEquals("[\"/a:/b:ro\"]", host.get("Binds").toString());
        assertEquals("host", host.get("UTSMode").asText());
        assertTrue(host.get("Init").asBoolean());
        assertEquals("[{\"Name\":\"nofile\",\"Hard\":2,\"Soft\":1}]", host.get("Ulimits").toString());
        assertEquals("[{\"PathOnHost\":\"/dev/null\",\"PathInContainer\":\"/dev/n\",\"CgroupPermissions\":\"r\"}]", host.get("Devices").toString());
        assertEquals("[10,20]", host.get("ConsoleSize").toString());
        assertEquals("{\"80/tcp\":[{\"HostIp\":\"\",\"HostPort\":\"8080\"}]}", host.get("PortBindings").toString());
    }

    @Test
    void whatIsNotAskedForIsDockersDefault() {
        ContainerConfig config = decode("{\"Image\": \"busybox\"}");
        assertEquals(Optional.empty(), config.process().entrypoint());
        assertEquals(RestartPolicy.NEVER, config.restart());
        assertFalse(UnsafeRequest.is(config));
        JsonNode host = tree(HostConfigEncoder.encode(config));
        assertTrue(host.get("Binds").isNull());
        assertTrue(host.get("PidsLimit").isNull());
        assertEquals("default", host.get("NetworkMode").asText());
        assertEquals(67108864, host.get("ShmSize").asLong());
        assertFalse(host.has("Tmpfs"));
    }

    @Test
    void namesAreReadInUpperAndLowerCase() {
        assertEquals("busybox", decode("{\"image\": \"busybox\", \"hostconfig\": {\"memory\": 1}}").image());
    }

    @Test
    void anythingThatLeadsToTheHostNeedsMorePermission() {
        for (String host : List.of("\"Privileged\": true", "\"Binds\": [\"/:/h\"]", "\"NetworkMode\": \"host\"", "\"PidMode\": \"host\"",
                "\"CapAdd\": [\"SYS_ADMIN\"]", "\"CapAdd\": [\"ALL\"]", "\"SecurityOpt\": [\"seccomp=unconfined\"]", "\"CgroupParent\": \"/x\"",
                "\"Devices\": [{\"PathOnHost\": \"/dev/sda\"}]", "\"Mounts\": [{\"Type\": \"bind\", \"Source\": \"/\", \"Target\": \"/h\"}]")) {
            assertTrue(UnsafeRequest.is(decode("{\"Image\": \"x\", \"HostConfig\": {" + host + "}}")), host);
        }
    }

    @Test
    void bothFormsOfFiltersAreRead() {
        assertEquals(List.of("running"), Filters.parse("{\"status\":{\"running\":true,\"dead\":false}}").get("status"));
        assertEquals(List.of("a", "b"), Filters.parse("{\"name\":[\"a\",\"b\"]}").get("name"));
        assertTrue(Filters.parse("{\"label\":[\"a\",\"b=c\"]}").labels(Map.of("a", "x", "b", "c")));
        assertFalse(Filters.parse("{\"label\":[\"a\",\"b=c\"]}").labels(Map.of("a", "x", "b", "d")));
    }

    @Test
    void filtersThatAreNoneAreRefused() {
        assertThrows(InvalidRequest.class, () -> Filters.parse("bad"));
        assertThrows(InvalidRequest.class, () -> Filters.parse("[1]"));
        assertThrows(InvalidRequest.class, () -> Filters.parse("{\"x\":[\"y\"]}").only("status"));
    }

    @Test
    void timesLoseTheirTrailingZerosAsInGo() {
        assertEquals("2026-11-23T21:32:58.31Z", Times.nano(Instant.parse("2026-11-23T21:32:58.310000000Z")));
        assertEquals("2026-11-23T21:32:58Z", Times.nano(Instant.parse("2026-11-23T21:32:58Z")));
        assertEquals("0001-01-01T00:00:00Z", Times.nano(Optional.empty()));
    }

    @Test
    void timesAreReadAsSecondsWithAFraction() {
        assertEquals(Optional.of(Instant.ofEpochSecond(5, 250_000_000)), Times.parse("since", "5.25"));
        assertThrows(InvalidRequest.class, () -> Times.parse("since", "yesterday"));
    }

    private static ContainerConfig decode(String json) {
        return ContainerDecoder.decode(Json.read(json.getBytes(StandardCharsets.UTF_8), CreateRequest.class));
    }

    private static JsonNode tree(Object wire) {
        return Json.read(Json.bytes(wire), JsonNode.class);
    }
}
