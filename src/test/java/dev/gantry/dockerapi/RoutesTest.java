package dev.gantry.dockerapi;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gantry.config.Paths;
import dev.gantry.it.EngineProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(EngineProfile.class)
class RoutesTest {

    @Inject
    Paths paths;

    @ParameterizedTest
    @CsvSource({
            "GET,/containers/json", "POST,/containers/create", "GET,/containers/x/json", "GET,/containers/x/top", "GET,/containers/x/logs",
            "GET,/containers/x/changes", "GET,/containers/x/export", "GET,/containers/x/stats", "POST,/containers/x/resize", "POST,/containers/x/start",
            "POST,/containers/x/stop", "POST,/containers/x/restart", "POST,/containers/x/kill", "POST,/containers/x/update", "POST,/containers/x/rename",
            "POST,/containers/x/pause", "POST,/containers/x/unpause", "POST,/containers/x/attach", "GET,/containers/x/attach/ws", "POST,/containers/x/wait",
            "DELETE,/containers/x", "GET,/containers/x/archive", "PUT,/containers/x/archive", "POST,/containers/prune", "POST,/containers/x/exec",
            "POST,/exec/x/start", "POST,/exec/x/resize", "GET,/exec/x/json",
            "GET,/images/json", "POST,/build", "POST,/build/prune", "POST,/images/create", "GET,/images/x/json", "GET,/images/a/b/c:d/json",
            "GET,/images/x/history", "POST,/images/x/push", "POST,/images/a.b:5000/x/push", "POST,/images/x/tag", "DELETE,/images/x", "DELETE,/images/a/b:c",
            "GET,/images/search", "POST,/images/prune", "POST,/commit", "GET,/images/x/get", "GET,/images/a/b/get", "GET,/images/get", "POST,/images/load",
            "POST,/auth", "GET,/info", "GET,/version", "GET,/_ping", "GET,/system/df", "GET,/distribution/a/b/json", "POST,/session", "POST,/grpc",
            "GET,/volumes", "POST,/volumes/create", "GET,/volumes/x", "DELETE,/volumes/x", "POST,/volumes/prune",
            "GET,/networks", "GET,/networks/x", "DELETE,/networks/x", "POST,/networks/create", "POST,/networks/x/connect", "POST,/networks/x/disconnect",
            "POST,/networks/prune",
            "GET,/plugins", "GET,/plugins/privileges", "POST,/plugins/pull", "GET,/plugins/a/b/json", "DELETE,/plugins/x", "POST,/plugins/x/enable",
            "POST,/plugins/x/disable", "POST,/plugins/x/upgrade", "POST,/plugins/create", "POST,/plugins/x/push", "POST,/plugins/x/set",
            "GET,/nodes", "GET,/nodes/x", "DELETE,/nodes/x", "POST,/nodes/x/update", "GET,/swarm", "POST,/swarm/init", "POST,/swarm/leave",
            "GET,/swarm/unlockkey", "GET,/services", "POST,/services/create", "GET,/services/x/logs", "GET,/tasks", "GET,/tasks/x", "GET,/secrets",
            "POST,/secrets/create", "DELETE,/secrets/x", "GET,/configs", "POST,/configs/x/update"})
    void theOperationHasARoute(String method, String target) throws IOException {
        UnixHttp.Answer answer = UnixHttp.call(paths.socket(), method, "/v1.51" + target, null);
        assertFalse(answer.body().contains(Reply.PAGE_NOT_FOUND), method + " " + target + ": " + answer.status() + " " + answer.body());
        assertFalse(answer.body().contains("no permission is laid down"), answer.body());
    }
}
