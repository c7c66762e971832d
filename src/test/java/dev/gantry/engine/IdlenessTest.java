package dev.gantry.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdlenessTest {

    @Test
    void beginsWhenWorkIsOver() {
        Idleness idleness = new Idleness(Duration.ZERO);
        assertFalse(idleness.begins(Duration.ofMillis(2000)), "at work");
        assertFalse(idleness.begins(Duration.ofMillis(2100)), "still at work");
        assertTrue(idleness.begins(Duration.ofMillis(2110)));
    }

    @Test
    void doesNotBeginAgainWithoutWork() {
        Idleness idleness = new Idleness(Duration.ofMillis(2110));
        assertFalse(idleness.begins(Duration.ofMillis(2120)));
        assertFalse(idleness.begins(Duration.ofMillis(2400)), "a little work");
        assertFalse(idleness.begins(Duration.ofMillis(2410)), "too little to have taken memory");
        assertFalse(idleness.begins(Duration.ofMillis(2700)));
        assertTrue(idleness.begins(Duration.ofMillis(2710)));
    }
}
