package dev.gantry.linux.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Keys from passwords. */
public final class KeyDerivation {
    private static final int BYTE = 8;

    private KeyDerivation() {
    }

    /** PBKDF2 with HMAC-SHA256 (RFC 8018) of the password in UTF-8; {@code length} in bytes. Occupies a core for the whole time. */
    public static byte[] pbkdf2(String password, byte[] salt, int rounds, int length) {
        return Libcrypto.PRESENT ? byHost(password, salt, rounds, length) : byJdk(password, salt, rounds, length);
    }

    private static byte[] byHost(String password, byte[] salt, int rounds, int length) {
        byte[] text = password.getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[length];
        int result = Libcrypto.PKCS5_PBKDF2_HMAC(text, text.length, salt, salt.length, rounds, Libcrypto.EVP_sha256(), length, key);
        Arrays.fill(text, (byte) 0);
        if (result != 1) {
            throw new IllegalStateException("PKCS5_PBKDF2_HMAC of the host's OpenSSL failed");
        }
        return key;
    }

    static byte[] byJdk(String password, byte[] salt, int rounds, int length) {
        PBEKeySpec key = new PBEKeySpec(password.toCharArray(), salt, rounds, length * BYTE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(key).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 8 has PBKDF2 with HMAC-SHA256", e);
        } finally {
            key.clearPassword();
        }
    }
}
