package dev.gantry.access;

import dev.gantry.linux.crypto.KeyDerivation;
import dev.gantry.model.Unavailable;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Hashes passwords with PBKDF2-HMAC-SHA256 (RFC 8018), 600 000 rounds, a 128-bit salt each. The text form is
 * {@code pbkdf2-sha256$rounds$salt$hash}, so that the rounds can grow later.
 */
final class Passwords {

    private static final String SCHEME = "pbkdf2-sha256";
    private static final int ROUNDS = 600_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LONGEST_WAIT_SECONDS = 5;

    /** Letters and digits that can't be taken for one another. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A hash takes a good part of a second of a core: one at a time, or anyone could keep the engine busy with wrong passwords. */
    private static final Semaphore ONE_AT_A_TIME = new Semaphore(1, true);

    private Passwords() {}

    /** A new password of 99 random bits, such as {@code k3vq7-…}. */
    static String random() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP_LENGTH; i++) {
            if (i > 0 && i % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    /** What is stored of a password. */
    static String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
        return String.join("$", SCHEME, Integer.toString(ROUNDS), encoder.encodeToString(salt), encoder.encodeToString(derive(password, salt, ROUNDS)));
    }

    /** Whether the password is the one that was hashed; takes as long whether it is or not. */
    static boolean matches(String password, String stored) {
        String[] parts = stored.split("\\$");
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] expected = Base64.getDecoder().decode(parts[3]);
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[1])));
    }

    /** Spends the time of a comparison, for an account that does not exist. */
    static void spendTime(String password) {
        derive(password, new byte[SALT_BYTES], ROUNDS);
    }

    private static byte[] derive(String password, byte[] salt, int rounds) {
        try {
            if (!ONE_AT_A_TIME.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new Unavailable("too many people are signing in at once; try again in a few seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the engine is stopping", e);
        }
        try {
            return KeyDerivation.pbkdf2(password, salt, rounds, HASH_BYTES);
        } finally {
            ONE_AT_A_TIME.release();
        }
    }
}
