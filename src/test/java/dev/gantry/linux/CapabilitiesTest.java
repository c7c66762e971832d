package dev.gantry.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.model.InvalidRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    @Test
    void theDefaultsAreDockers() {
        assertEquals(0xa80425fbL, Capabilities.bits(Capabilities.of(List.of(), List.of(), false)));
    }

    @Test
    void namesGoWithAndWithoutPrefixInAnyCase() {
        Set<String> set = Capabilities.of(List.of("net_admin"), List.of("CAP_CHOWN", "mknod"), false);
        assertTrue(set.contains("CAP_NET_ADMIN"));
        assertEquals(0xa80425fbL & ~(1L | 1L << 27) | 1L << 12, Capabilities.bits(set));
    }

    @Test
    void allCanBeDroppedAndSomeAdded() {
        assertEquals(Set.of("CAP_KILL"), Capabilities.of(List.of("KILL"), List.of("ALL"), false));
        assertEquals(Set.of(), Capabilities.of(List.of(), List.of("all"), false));
        assertTrue(!Capabilities.of(List.of("ALL"), List.of("SYS_ADMIN"), false).contains("CAP_SYS_ADMIN"));
    }

    @Test
    void anUnknownNameIsAnsweredInDockersWords() {
        assertEquals("invalid CapAdd: unknown capability: \"CAP_NOPE\"",
                assertThrows(InvalidRequest.class, () -> Capabilities.of(List.of("NOPE"), List.of(), false)).getMessage());
        assertEquals("invalid CapDrop: unknown capability: \"CAP_NOPE\"",
                assertThrows(InvalidRequest.class, () -> Capabilities.of(List.of(), List.of("NOPE"), false)).getMessage());
    }
}
