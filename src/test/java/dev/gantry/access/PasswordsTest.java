package dev.gantry.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    @Test
    @DisplayName("a password matches its own hash only, and the hash does not show it")
    void matches() {
        String stored = Passwords.hash("correct horse");
        assertTrue(Passwords.matches("correct horse", stored));
        assertFalse(Passwords.matches("correct horse ", stored));
        assertFalse(stored.contains("correct"));
    }

    @Test
    @DisplayName("the same password is hashed differently each time")
    void salted() {
        assertNotEquals(Passwords.hash("x"), Passwords.hash("x"));
        assertNotEquals(Passwords.random(), Passwords.random());
    }
}
