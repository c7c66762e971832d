package dev.gantry.access;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gantry.model.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignInLimitTest {

    private Instant now = Instant.EPOCH;

    private final SignInLimit limit = new SignInLimit(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    @DisplayName("the fifth wrong password in a row makes the next one wait, each further one longer")
    void waits() {
        for (int i = 0; i < 5; i++) {
            limit.check("a");
            limit.failed("a");
        }
        assertThrows(Unavailable.class, () -> limit.check("a"));
        now = now.plus(Duration.ofSeconds(3));
        assertDoesNotThrow(() -> limit.check("a"));
        limit.failed("a");
        now = now.plus(Duration.ofSeconds(3));
        assertThrows(Unavailable.class, () -> limit.check("a"));
    }

    @Test
    @DisplayName("others do not wait, and the right password clears the count")
    void others() {
        for (int i = 0; i < 9; i++) {
            limit.failed("a");
        }
        assertDoesNotThrow(() -> limit.check("b"));
        limit.succeeded("a");
        assertDoesNotThrow(() -> limit.check("a"));
    }
}
