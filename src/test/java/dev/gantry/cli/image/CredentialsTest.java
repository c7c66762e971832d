package dev.gantry.cli.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.cli.json.Json;
import dev.gantry.cli.json.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @TempDir
    Path folder;

    @Test
    void whatIsKeptIsSentToThatRegistryAlone() throws IOException {
        var credentials = new Credentials(folder.resolve("new/config.json"));
        credentials.put("here:5000", "user", "pass:word", Optional.empty());
        Node sent = decoded(credentials.header("here:5000").orElseThrow());
        assertEquals("user", sent.at("username").text());
        assertEquals("pass:word", sent.at("password").text());
        assertEquals("here:5000", sent.at("serveraddress").text());
        assertTrue(credentials.header("elsewhere:5000").isEmpty());
    }

    @Test
    void aTokenStandsInThePasswordsPlace() throws IOException {
        var credentials = new Credentials(folder.resolve("config.json"));
        credentials.put("here:5000", "user", "secret", Optional.of("token"));
        Node sent = decoded(credentials.header("here:5000").orElseThrow());
        assertEquals("token", sent.at("identitytoken").text());
        assertEquals("", sent.at("password").text());
        assertFalse(Files.readString(folder.resolve("config.json")).contains(Base64.getEncoder().encodeToString("user:secret".getBytes())));
    }

    @Test
    void theRestOfTheFileStaysAndOnlyItsUserReadsIt() throws IOException {
        var file = folder.resolve("config.json");
        Files.writeString(file, "{\"detachKeys\":\"ctrl-x\",\"auths\":{\"other\":{\"auth\":\"eDp5\"}}}");
        var credentials = new Credentials(file);
        credentials.put("here:5000", "user", "secret", Optional.empty());
        assertTrue(credentials.remove("here:5000"));
        assertFalse(credentials.remove("here:5000"));
        Node all = new Node(Json.parse(Files.readAllBytes(file)));
        assertEquals("ctrl-x", all.at("detachKeys").text());
        assertEquals("eDp5", all.at("auths").at("other").at("auth").text());
        assertTrue(all.at("auths").at("here:5000").isMissing());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aServerIsItsHostWhateverStandsAround() {
        assertEquals("here:5000", Credentials.server("https://here:5000/v2/"));
        assertEquals("here", Credentials.server("here"));
        assertEquals("https://index.docker.io/v1/", Credentials.server(""));
        assertEquals("https://index.docker.io/v1/", Credentials.server("https://index.docker.io/v1/"));
    }

    private static Node decoded(String header) throws IOException {
        return new Node(Json.parse(Base64.getUrlDecoder().decode(header)));
    }
}
