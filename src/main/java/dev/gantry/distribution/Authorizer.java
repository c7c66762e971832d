package dev.gantry.distribution;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.model.Unauthorized;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers a registry's challenge for one repository (Docker's token authentication specification; OCI distribution spec, "Authentication"). Credentials are sent to the registry itself, and to the host of its
 * realm only where that host belongs to it.
 */
final class Authorizer {

    private static final int MAX_TOKEN = 1 << 20;

    private final Transport transport;
    private final ObjectMapper json;
    private final Endpoint endpoint;
    private final String scope;
    private final Optional<RegistryAuth> auth;
    private volatile String header;

    Authorizer(Transport transport, ObjectMapper json, Endpoint endpoint, String repository, Optional<RegistryAuth> auth) {
        this.transport = transport;
        this.json = json;
        this.endpoint = endpoint;
        this.scope = "repository:" + repository + ":pull";
        this.auth = auth;
        this.header = auth.flatMap(RegistryAuth::registryToken).map(token -> "Bearer " + token).orElse(null);
    }

    /** The headers to ask with. */
    Map<String, String> headers() {
        String value = header;
        return value == null ? Map.of() : Map.of("Authorization", value);
    }

    /** Gets ready to ask again after a 401; false where nothing more can be shown. */
    synchronized boolean answer(Challenge challenge, Map<String, String> asked) throws IOException, InterruptedException {
        String before = asked.get("Authorization");
        if (header != null && !header.equals(before)) {
            return true;
        }
        if (challenge.scheme().equals("basic")) {
            var basic = basic();
            if (basic.isEmpty() || basic.get().equals(before)) {
                return false;
            }
            header = basic.get();
            return true;
        }
        String token = "Bearer " + token(challenge);
        boolean fresh = !token.equals(before);
        header = token;
        return fresh;
    }

    private String token(Challenge challenge) throws IOException, InterruptedException {
        var realm = realm(challenge.parameter("realm"));
        String query = "service=" + encoded(challenge.parameter("service")) + "&scope=" + encoded(scope);
        boolean known = auth.isPresent() && (auth.get().identityToken().isPresent() || basic().isPresent());
        if (known && !trusted(realm)) {
            throw new Unauthorized(endpoint.base().getHost() + " wants its users to sign in at " + realm.getHost() + ", which does not belong to it: the credentials were not sent. Sign out of " + endpoint.base().getHost() + " to ask without them");
        }
        var identity = auth.flatMap(RegistryAuth::identityToken);
        var headers = new HashMap<String, String>();
        if (known && identity.isEmpty()) {
            headers.put("Authorization", basic().orElseThrow());
        }
        String separator = realm.getRawQuery() == null ? "?" : "&";
        var response = identity.isPresent()
                ? transport.post(realm, "grant_type=refresh_token&client_id=gantry&" + query + "&refresh_token=" + encoded(identity.get()))
                : transport.get(URI.create(realm + separator + query), headers);
        try (var body = response.body()) {
            byte[] bytes = body.readNBytes(MAX_TOKEN);
            if (response.statusCode() != 200) {
                if (response.statusCode() == 401 || response.statusCode() == 403) {
                    throw new Unauthorized("Get \"" + realm + "\": unauthorized: incorrect username or password");
                }
                throw new IOException("Get \"" + realm + "\": unexpected status " + response.statusCode() + " of the token service");
            }
            var answer = json.readTree(bytes);
            String token = answer.path("token").asText(answer.path("access_token").asText(""));
            if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
                throw new IOException("Get \"" + realm + "\": the token service answered without a token");
            }
            return token;
        }
    }

    private URI realm(String text) throws IOException {
        try {
            var realm = new URI(text);
            boolean secure = "https".equals(realm.getScheme()) || ("http".equals(realm.getScheme()) && endpoint.base().getScheme().equals("http"));
            if (!secure || realm.getHost() == null || realm.getUserInfo() != null) {
                throw new IOException(endpoint.base() + " names no acceptable token service: \"" + text + "\"");
            }
            return realm;
        } catch (java.net.URISyntaxException e) {
            throw new IOException(endpoint.base() + " names a token service that is no address: \"" + text + "\"", e);
        }
    }

    /** The registry's own host, the domain that the registry is in, and Docker Hub's own pair. */
    private boolean trusted(URI realm) {
        String registry = endpoint.base().getHost();
        String host = realm.getHost();
        return host.equals(registry) || (host.contains(".") && registry.endsWith("." + host)) || (endpoint.hub() && host.equals("auth.docker.io"));
    }

    private Optional<String> basic() {
        return auth.filter(known -> known.username().isPresent() && known.password().isPresent())
                .map(known -> "Basic " + Base64.getEncoder().encodeToString((known.username().get() + ":" + known.password().get()).getBytes(StandardCharsets.UTF_8)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
