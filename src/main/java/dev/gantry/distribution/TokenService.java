package dev.gantry.distribution;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.model.Unauthorized;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gets bearer tokens from where a registry's challenge sends its clients (Docker's token authentication specification, and its OAuth2 form for identity tokens). Credentials are sent there only if it belongs
 * to the registry.
 */
final class TokenService {

    private static final int MAX_TOKEN = 1 << 20;
    private static final String CLIENT = "gantry";

    private final Transport transport;
    private final ObjectMapper json;
    private final Endpoint endpoint;
    private final Optional<RegistryAuth> auth;

    TokenService(Transport transport, ObjectMapper json, Endpoint endpoint, Optional<RegistryAuth> auth) {
        this.transport = transport;
        this.json = json;
        this.endpoint = endpoint;
        this.auth = auth;
    }

    /**
     * What the service gave.
     *
     * @param identity an identity token to sign in with later, where one was asked for and the service has such
     */
    record Token(String bearer, Optional<String> identity) {}

    /** A token for these scopes; Unauthorized where the credentials are wrong, or would go to a host that does not belong to the registry. */
    Token fetch(Challenge challenge, List<String> scopes, boolean forLater) throws IOException, InterruptedException {
        var realm = realm(challenge.parameter("realm"));
        var basic = auth.flatMap(RegistryAuth::basic);
        var identity = auth.flatMap(RegistryAuth::identityToken);
        if ((basic.isPresent() || identity.isPresent()) && !trusted(realm)) {
            throw new Unauthorized(endpoint.base().getHost() + " wants its users to sign in at " + realm.getHost() + ", which does not belong to it: the credentials were not sent. Sign out of "
                    + endpoint.base().getHost() + " to ask without them");
        }
        var response = identity.isPresent() ? refresh(realm, challenge, scopes, identity.get()) : ask(realm, challenge, scopes, basic, forLater);
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
            return new Token(token, Optional.of(answer.path("refresh_token").asText("")).filter(text -> !text.isEmpty()));
        }
    }

    private HttpResponse<java.io.InputStream> ask(URI realm, Challenge challenge, List<String> scopes, Optional<String> basic, boolean forLater) throws IOException, InterruptedException {
        var query = new StringBuilder(realm.getRawQuery() == null ? "?" : "&").append("service=").append(encoded(challenge.parameter("service")));
        scopes.forEach(scope -> query.append("&scope=").append(encoded(scope)));
        if (forLater) {
            query.append("&offline_token=true&client_id=").append(CLIENT);
            auth.flatMap(RegistryAuth::username).ifPresent(name -> query.append("&account=").append(encoded(name)));
        }
        return transport.send(Call.of("GET", URI.create(realm + query.toString()), basic.map(value -> Map.of("Authorization", value)).orElse(Map.of())));
    }

    private HttpResponse<java.io.InputStream> refresh(URI realm, Challenge challenge, List<String> scopes, String identity) throws IOException, InterruptedException {
        return transport.post(realm, "grant_type=refresh_token&client_id=" + CLIENT + "&service=" + encoded(challenge.parameter("service")) + "&scope=" + encoded(String.join(" ", scopes))
                + "&refresh_token=" + encoded(identity));
    }

    private URI realm(String text) throws IOException {
        try {
            var realm = new URI(text);
            boolean secure = "https".equals(realm.getScheme()) || ("http".equals(realm.getScheme()) && endpoint.base().getScheme().equals("http"));
            if (!secure || realm.getHost() == null || realm.getUserInfo() != null) {
                throw new IOException(endpoint.base() + " names no acceptable token service: \"" + text + "\"");
            }
            return realm;
        } catch (URISyntaxException e) {
            throw new IOException(endpoint.base() + " names a token service that is no address: \"" + text + "\"", e);
        }
    }

    /** The registry's own host, the domain that the registry is in, and Docker Hub's own pair. */
    private boolean trusted(URI realm) {
        String registry = endpoint.base().getHost();
        String host = realm.getHost();
        return host.equals(registry) || (host.contains(".") && registry.endsWith("." + host)) || (endpoint.hub() && host.equals("auth.docker.io"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
