package dev.gantry.distribution;

import dev.gantry.config.EngineConfig;
import dev.gantry.model.Reference;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a registry answers.
 *
 * @param base {@code https://registry-1.docker.io}, without a path
 * @param hub whether this is Docker Hub itself
 */
record Endpoint(URI base, boolean hub) {

    /** The places to ask for what is in this domain, in order. */
    static List<Endpoint> of(String domain, EngineConfig.RegistryClient settings) {
        var places = new ArrayList<Endpoint>();
        if (domain.equals(Reference.DOCKER_HUB)) {
            settings.mirror().ifPresent(mirror -> places.add(new Endpoint(URI.create(mirror.replaceAll("/+$", "")), false)));
            places.add(new Endpoint(URI.create(settings.dockerHub()), true));
            return places;
        }
        boolean plain = isLoopback(domain) || settings.insecure().orElse(List.of()).contains(domain);
        places.add(new Endpoint(URI.create((plain ? "http://" : "https://") + domain), false));
        return places;
    }

    URI resolve(String path) {
        return URI.create(base + path);
    }

    private static boolean isLoopback(String domain) {
        String host = domain.startsWith("[") ? domain.substring(0, domain.indexOf(']') + 1) : domain.replaceFirst(":[0-9]+$", "");
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
