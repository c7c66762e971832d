package dev.gantry.dockerapi.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gantry.model.InvalidRequest;
import org.junit.jupiter.api.Test;

class DetachKeysTest {

    private static final byte CTRL_P = 16;
    private static final byte CTRL_Q = 17;

    @Test
    void theDefaultSequenceDetaches() {
        assertNull(DetachKeys.parse("").filter(new byte[] {'a', CTRL_P, CTRL_Q}));
    }

    @Test
    void theSequenceIsSeenOverTwoReads() {
        DetachKeys keys = DetachKeys.parse("");
        assertArrayEquals(new byte[] {'a'}, keys.filter(new byte[] {'a', CTRL_P}));
        assertNull(keys.filter(new byte[] {CTRL_Q}));
    }

    @Test
    void aKeyThatOnlyBeganTheSequenceIsDeliveredWithTheNext() {
        DetachKeys keys = DetachKeys.parse("");
        assertArrayEquals(new byte[] {}, keys.filter(new byte[] {CTRL_P}));
        assertArrayEquals(new byte[] {CTRL_P, 'x'}, keys.filter(new byte[] {'x'}));
    }

    @Test
    void aRepeatedFirstKeyStillBeginsTheSequence() {
        assertNull(DetachKeys.parse("").filter(new byte[] {CTRL_P, CTRL_P, CTRL_Q}));
    }

    @Test
    void ownKeysAreSingleCharactersOrWithControl() {
        assertNull(DetachKeys.parse("a,ctrl-[").filter(new byte[] {'a', 27}));
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertThrows(InvalidRequest.class, () -> DetachKeys.parse("ctrl-§"));
        assertThrows(InvalidRequest.class, () -> DetachKeys.parse("hello"));
    }
}
