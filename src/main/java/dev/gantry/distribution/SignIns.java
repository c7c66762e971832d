package dev.gantry.distribution;

import dev.gantry.model.EngineFailure;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.Reference;
import dev.gantry.model.Unauthorized;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Tries credentials at a registry (Docker's operation SystemAuth). Nothing of them is kept here: clients keep them and send them along. */
@ApplicationScoped
public class SignIns {

    private final Transport transport;
    private final Registries registries;

    @Inject
    SignIns(Transport transport, Registries registries) {
        this.transport = transport;
        this.registries = registries;
    }

    /**
     * Returns the identity token to sign in with from now on, empty where name and password stay in use. Unauthorized where the registry refuses them; EngineFailure where it does not answer.
     *
     * @param server {@code host[:port]}, with or without scheme and path; Docker Hub where empty
     */
    public Optional<String> signIn(String server, Optional<RegistryAuth> auth) throws InterruptedException {
        var endpoint = registries.target(domain(server));
        var base = Call.of("GET", endpoint.resolve("/v2/"), Map.of());
        try {
            var first = transport.send(base);
            first.body().close();
            if (first.statusCode() == 200) {
                return Optional.empty();
            }
            var challenge = first.statusCode() == 401 ? Challenge.of(first.headers().allValues("WWW-Authenticate")) : Optional.<Challenge>empty();
            if (challenge.isEmpty()) {
                throw new EngineFailure(failed(base, first.statusCode()));
            }
            Optional<String> identity = Optional.empty();
            String signature;
            if (challenge.get().scheme().equals("basic")) {
                signature = auth.flatMap(RegistryAuth::basic).orElseThrow(() -> RegistryAnswer.noCredentials(base));
            } else {
                var token = registries.tokens(endpoint, auth).fetch(challenge.get(), java.util.List.of(), true);
                identity = token.identity();
                signature = "Bearer " + token.bearer();
            }
            var second = transport.send(base.with(Map.of("Authorization", signature)));
            second.body().close();
            if (second.statusCode() != 200) {
                throw new Unauthorized(failed(base, second.statusCode()));
            }
            return identity;
        } catch (IOException e) {
            throw new EngineFailure(e.getMessage(), e);
        }
    }

    private static String failed(Call call, int status) {
        return "login attempt to " + call.uri() + " failed with status: " + status + (status == 401 ? " Unauthorized" : "");
    }

    private static String domain(String server) {
        String host = server.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        if (host.isEmpty() || host.equals("index.docker.io") || host.equals(Reference.DOCKER_HUB)) {
            return Reference.DOCKER_HUB;
        }
        try {
            return new Reference(host, "x", Optional.empty(), Optional.empty()).domain();
        } catch (InvalidRequest e) {
            throw new InvalidRequest("unable to parse server address: \"" + server + "\" names no host", e);
        }
    }
}
