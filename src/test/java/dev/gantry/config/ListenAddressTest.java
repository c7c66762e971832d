package dev.gantry.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

    @Test
    @DisplayName("an IPv6 address loses its brackets and gets them back")
    void brackets() {
        ListenAddress address = ListenAddress.parse("[::1]:8080");
        assertEquals(new ListenAddress("::1", 8080), address);
        assertEquals("[::1]:8080", address.toString());
    }

    @Test
    @DisplayName("a port alone means every address")
    void everyAddress() {
        assertEquals(new ListenAddress("0.0.0.0", 80), ListenAddress.parse(":80"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8080", "localhost", "localhost:", "localhost:http", "localhost:65536", "localhost:-1", "::1:8080"})
    @DisplayName("what is no host and port is refused")
    void refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ListenAddress.parse(text));
    }
}
