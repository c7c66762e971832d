package dev.gantry.entry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRuleTest {

    private final HostRule rule = new HostRule(List.of("Console.example"));

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "LOCALHOST:1", "127.0.0.1:8080", "10.1.2.3", "[::1]:8080", "[fe80::1]", "console.example:443"})
    @DisplayName("addresses, localhost and configured names are answered")
    void allowed(String host) {
        assertTrue(rule.allows(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evil.example", "localhost.evil.example", "evil.example:8080", "127.0.0.1.evil.example", "[::1]evil", "console.example.", "localhost:8080@evil.example"})
    @DisplayName("any other name is not, as a page that rebinds its own name would send it")
    void refused(String host) {
        assertFalse(rule.allows(host));
    }
}
