package dev.gantry.linux.crypto;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.util.List;
import org.jboss.logging.Logger;

/** OpenSSL's libcrypto by JNA direct mapping, 1.1 or 3: EVP_DigestInit(3), PKCS5_PBKDF2_HMAC(3). Functions return 1 for success; addresses are plain numbers. */
final class Libcrypto {
    private static final Logger LOG = Logger.getLogger(Libcrypto.class);
    private static final List<String> NAMES = List.of("libcrypto.so.3", "libcrypto.so.1.1");

    /** Whether the host has it. No other method may be called where it has not. */
    static final boolean PRESENT = register();

    private Libcrypto() {
    }

    private static boolean register() {
        for (String name : NAMES) {
            try {
                Native.register(Libcrypto.class, NativeLibrary.getInstance(name));
                return true;
            } catch (UnsatisfiedLinkError absent) {
                LOG.debugf("%s: %s", name, absent.getMessage());
            }
        }
        LOG.infof("The host has none of %s: digests are computed by the JDK, which is slower", NAMES);
        return false;
    }

    static native long EVP_sha256();

    static native long EVP_sha512();

    static native long EVP_MD_CTX_new();

    static native void EVP_MD_CTX_free(long context);

    static native int EVP_DigestInit_ex(long context, long type, long engine);

    static native int EVP_DigestUpdate(long context, long data, long length);

    static native int EVP_DigestFinal_ex(long context, byte[] digest, long length);

    static native int PKCS5_PBKDF2_HMAC(byte[] password, int passwordLength, byte[] salt, int saltLength, int rounds, long type, int keyLength, byte[] key);
}
