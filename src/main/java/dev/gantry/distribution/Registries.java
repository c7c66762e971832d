package dev.gantry.distribution;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.config.EngineConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The registries that images come from and go to. */
@ApplicationScoped
class Registries {

    private final Transport transport;
    private final ObjectMapper json;
    private final EngineConfig config;

    @Inject
    Registries(Transport transport, ObjectMapper json, EngineConfig config) {
        this.transport = transport;
        this.json = json;
        this.config = config;
    }

    /** Where to read what is in this domain, in order: a mirror of Docker Hub comes before it. */
    List<Endpoint> sources(String domain) {
        return Endpoint.of(domain, config.registry());
    }

    /** Where to write what is in this domain: never a mirror. */
    Endpoint target(String domain) {
        return sources(domain).getLast();
    }

    /** A connection for one piece of work that needs these scopes. */
    RegistryConnection connect(Endpoint endpoint, List<String> scopes, Optional<RegistryAuth> auth) {
        return new RegistryConnection(transport, json, endpoint, new Authorizer(tokens(endpoint, auth), scopes, auth));
    }

    /** To read one repository. */
    RemoteRepository repository(Endpoint endpoint, String path, Optional<RegistryAuth> auth) {
        return new RemoteRepository(connect(endpoint, List.of(RemoteRepository.scope(path)), auth), json, path);
    }

    /** The token service of a registry, for whoever has these credentials. */
    TokenService tokens(Endpoint endpoint, Optional<RegistryAuth> auth) {
        return new TokenService(transport, json, endpoint, auth);
    }
}
