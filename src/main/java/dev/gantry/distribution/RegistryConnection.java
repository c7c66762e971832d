package dev.gantry.distribution;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/** Asks one registry in one piece of work, and signs in where it wants that. */
final class RegistryConnection {

    private static final int ATTEMPTS = 3;
    private static final int MAX_ERROR = 1 << 16;

    private final Transport transport;
    private final ObjectMapper json;
    private final Endpoint endpoint;
    private final Authorizer authorizer;

    RegistryConnection(Transport transport, ObjectMapper json, Endpoint endpoint, Authorizer authorizer) {
        this.transport = transport;
        this.json = json;
        this.endpoint = endpoint;
        this.authorizer = authorizer;
    }

    /** The address of a path of this registry. */
    URI resolve(String path) {
        return endpoint.resolve(path);
    }

    /** Asks for nothing but whether the registry is one (OCI distribution spec, end-1). */
    void ping() throws IOException, InterruptedException {
        transport.send(Call.of("GET", endpoint.resolve("/v2/"), Map.of())).body().close();
    }

    /** The answer, if its status is a success; its body is the caller's to close. RegistryAnswer where the registry refuses. */
    HttpResponse<InputStream> ask(Call call) throws IOException, InterruptedException {
        // What the registry leads to elsewhere is asked as a stranger.
        boolean home = Transport.sameOrigin(endpoint.base(), call.uri());
        for (int attempt = 1; ; attempt++) {
            var signature = home ? authorizer.headers() : Map.<String, String>of();
            var response = transport.send(call.with(signature));
            if (response.statusCode() / 100 == 2) {
                return response;
            }
            RegistryAnswer refusal;
            try (var body = response.body()) {
                refusal = refusal(response.statusCode(), body.readNBytes(MAX_ERROR), call.uri());
            }
            var challenge = home && response.statusCode() == 401 ? Challenge.of(response.headers().allValues("WWW-Authenticate")) : Optional.<Challenge>empty();
            if (challenge.isEmpty() || attempt == ATTEMPTS || !authorizer.answer(challenge.get(), signature, call)) {
                throw refusal;
            }
        }
    }

    private RegistryAnswer refusal(int status, byte[] body, URI uri) {
        try {
            return RegistryAnswer.of(status, json.readTree(body), uri.toString());
        } catch (IOException noJson) {
            return RegistryAnswer.of(status, MissingNode.getInstance(), uri.toString());
        }
    }
}
