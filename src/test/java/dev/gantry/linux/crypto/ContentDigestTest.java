package dev.gantry.linux.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gantry.model.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The host's OpenSSL beside the JDK. */
class ContentDigestTest {

    private static final Digest SHA256 = Digest.of(new byte[0]);
    private static final Digest SHA512 = new Digest("sha512", "0".repeat(128));

    @BeforeEach
    void hostHasIt() {
        assumeTrue(Libcrypto.PRESENT, "this host has no OpenSSL");
    }

    @Test
    @DisplayName("content of any length in pieces of any size has the digest that the JDK finds")
    void same() {
        Random random = new Random(7);
        for (Digest kind : List.of(SHA256, SHA512)) {
            MessageDigest hasher = ContentDigest.of(kind);
            assertInstanceOf(ContentDigest.class, hasher);
            for (int length : new int[] {0, 1, 63, 64, 65, 1000, 65_535, 65_536, 65_537, 300_000}) {
                byte[] content = new byte[length];
                random.nextBytes(content);
                for (int done = 0; done < length; ) {
                    int some = Math.min(length - done, 1 + random.nextInt(100_000));
                    if (some == 1) {
                        hasher.update(content[done]);
                    } else {
                        hasher.update(content, done, some);
                    }
                    done += some;
                }
                assertArrayEquals(kind.hasher().digest(content), hasher.digest(), kind.algorithm() + " of " + length + " bytes");
            }
        }
    }

    @Test
    @DisplayName("a hasher begins anew behind a reset and behind a digest")
    void anew() {
        MessageDigest hasher = ContentDigest.sha256();
        hasher.update("given up".getBytes(StandardCharsets.US_ASCII));
        hasher.reset();
        assertEquals(SHA256, Digest.of(hasher));
        hasher.update("abc".getBytes(StandardCharsets.US_ASCII));
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digest.of(hasher).hex());
    }

    @Test
    @DisplayName("a key is the same by either, and that of the published example")
    void keys() {
        byte[] salt = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
        for (String password : List.of("", "x", "correct horse", "pässwörd €")) {
            assertArrayEquals(KeyDerivation.byJdk(password, salt, 1000, 32), KeyDerivation.pbkdf2(password, salt, 1000, 32), password);
        }
        // RFC 7914, section 11.
        assertEquals("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc",
                HexFormat.of().formatHex(KeyDerivation.pbkdf2("passwd", "salt".getBytes(StandardCharsets.US_ASCII), 1, 32)));
    }
}
