package dev.gantry.cli.image;

import dev.gantry.cli.json.Json;
import dev.gantry.cli.json.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names and passwords for registries, in the file that Docker's command line uses as well: {@code config.json} in {@code $DOCKER_CONFIG} or {@code ~/.docker}.
 *
 * @param file where it lies
 */
public record Credentials(Path file) {

    private static final String HUB = "https://index.docker.io/v1/";
    private static final String IDENTITY = "identitytoken";

    /** The user's own. */
    public static Credentials ofUser() {
        String folder = System.getenv("DOCKER_CONFIG");
        return new Credentials((folder == null || folder.isEmpty() ? Path.of(System.getProperty("user.home"), ".docker") : Path.of(folder)).resolve("config.json"));
    }

    /** The value of the header {@code X-Registry-Auth} for a registry; empty where nothing is known. */
    public Optional<String> header(String registry) throws IOException {
        Node entry = read().at("auths").at(key(registry));
        if (entry.at("auth").text().isEmpty()) {
            return Optional.empty();
        }
        String[] parts = new String(Base64.getDecoder().decode(entry.at("auth").text()), StandardCharsets.UTF_8).split(":", 2);
        Map<String, Object> login = login(registry, parts[0], parts.length > 1 ? parts[1] : "");
        String token = entry.at(IDENTITY).text();
        if (!token.isEmpty()) {
            login.put(IDENTITY, token);
        }
        return Optional.of(encoded(login));
    }

    /** What a login sends, and the header of later requests holds. */
    public static Map<String, Object> login(String registry, String user, String password) {
        Map<String, Object> login = new LinkedHashMap<>();
        login.put("username", user);
        login.put("password", password);
        login.put("serveraddress", key(registry));
        return login;
    }

    /** Keeps a name and password, or the token that the registry wants in the password's place; only the user can read the file. */
    public void put(String registry, String user, String password, Optional<String> token) throws IOException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("auth", Base64.getEncoder().encodeToString((user + ":" + (token.isPresent() ? "" : password)).getBytes(StandardCharsets.UTF_8)));
        token.ifPresent(value -> entry.put(IDENTITY, value));
        change(registry, entry);
    }

    /** The name of a registry as users give it: without scheme and path; Docker Hub's where they give none. */
    public static String server(String given) {
        return given.isEmpty() || given.equals(HUB) ? HUB : given.replaceFirst("^https?://", "").replaceFirst("/.*", "");
    }

    /** Forgets a registry; whether it was known. */
    public boolean remove(String registry) throws IOException {
        boolean known = !read().at("auths").at(key(registry)).isMissing();
        if (known) {
            change(registry, null);
        }
        return known;
    }

    private void change(String registry, Map<String, Object> entry) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(read().members());
        Map<String, Object> auths = new LinkedHashMap<>(new Node(all.get("auths")).members());
        if (entry == null) {
            auths.remove(key(registry));
        } else {
            auths.put(key(registry), entry);
        }
        all.put("auths", auths);
        Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path written = Files.createTempFile(file.getParent(), "config", ".json", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(written, Json.indented(all) + "\n");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Node read() throws IOException {
        return Files.exists(file) ? new Node(Json.parse(Files.readAllBytes(file))) : new Node(null);
    }

    private static String key(String registry) {
        return registry.isEmpty() || registry.equals("docker.io") ? HUB : registry;
    }

    private static String encoded(Map<String, Object> login) {
        return Base64.getUrlEncoder().encodeToString(Json.write(login).getBytes(StandardCharsets.UTF_8));
    }
}
