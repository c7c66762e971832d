package dev.gantry.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gantry.model.InvalidRequest;
import org.junit.jupiter.api.Test;

class SignalsTest {
    @Test
    void aSignalIsANameOrANumber() {
        assertEquals(15, Signals.parse("SIGTERM"));
        assertEquals(15, Signals.parse("term"));
        assertEquals(15, Signals.parse("15"));
        assertEquals(28, Signals.parse("WINCH"));
        assertEquals(37, Signals.parse("SIGRTMIN+3"));
        assertEquals(63, Signals.parse("RTMAX-1"));
    }

    @Test
    void anythingElseIsAnsweredInDockersWords() {
        for (String wrong : new String[] {"NOPE", "0", "65", "-9", "", "+9", "SIG"}) {
            assertEquals("Invalid signal: " + wrong, assertThrows(InvalidRequest.class, () -> Signals.parse(wrong)).getMessage());
        }
    }
}
