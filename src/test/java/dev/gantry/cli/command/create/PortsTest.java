package dev.gantry.cli.command.create;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gantry.cli.Failure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void addresses_ranges_and_protocols_are_taken_apart() {
        assertEquals(Map.of("80/tcp", List.of(Map.of("HostIp", "", "HostPort", "8080"))), publish("8080:80"));
        assertEquals(Map.of("53/udp", List.of(Map.of("HostIp", "127.0.0.1", "HostPort", "5353"))), publish("127.0.0.1:5353:53/udp"));
        assertEquals(Map.of("80/tcp", List.of(Map.of("HostIp", "::1", "HostPort", ""))), publish("[::1]::80"));
        assertEquals(Map.of("80/tcp", List.of(Map.of("HostIp", "", "HostPort", ""))), publish("80"));
        assertEquals(Map.of("80/tcp", List.of(Map.of("HostIp", "", "HostPort", "8000")), "81/tcp", List.of(Map.of("HostIp", "", "HostPort", "8001"))), publish("8000-8001:80-81"));
    }

    @Test
    void what_is_no_port_is_refused() {
        assertThrows(Failure.class, () -> publish("abc"));
        assertThrows(Failure.class, () -> publish("8000-8002:80-81"));
        assertThrows(Failure.class, () -> publish("70000:80"));
    }

    private static Map<String, Object> publish(String text) {
        return Ports.of(List.of(text), List.of()).bindings();
    }
}
