package dev.gantry.cli.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DetachKeysTest {

    @Test
    void the_whole_sequence_detaches_even_over_two_reads() {
        DetachKeys keys = DetachKeys.parse("");
        assertEquals("ls\n", pass(keys, "ls\n\u0010"));
        assertNull(pass(keys, "\u0011"));
    }

    @Test
    void a_beginning_that_goes_on_otherwise_reaches_the_container_whole() {
        DetachKeys keys = DetachKeys.parse("");
        assertEquals("", pass(keys, "\u0010"));
        assertEquals("\u0010a", pass(keys, "a"));
        assertEquals("\u0010", pass(keys, "\u0010\u0010"));
    }

    @Test
    void one_key_is_enough_where_one_is_chosen() {
        assertNull(pass(DetachKeys.parse("ctrl-x"), "a\u0018"));
        assertThrows(IllegalArgumentException.class, () -> DetachKeys.parse("hyper-x"));
    }

    private static String pass(DetachKeys keys, String typed) {
        byte[] bytes = typed.getBytes(StandardCharsets.US_ASCII);
        byte[] passed = keys.pass(bytes, bytes.length);
        return passed == null ? null : new String(passed, StandardCharsets.US_ASCII);
    }
}
