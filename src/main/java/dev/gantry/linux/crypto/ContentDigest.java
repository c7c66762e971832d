package dev.gantry.linux.crypto;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.gantry.model.Digest;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.security.MessageDigest;

/** A hasher for much content, SHA-256 or SHA-512; for a few bytes those of {@link Digest} are faster. Not for several threads at once. */
public final class ContentDigest extends MessageDigest {
    private static final int BLOCK = 64 << 10;
    private static final Cleaner CLEANER = Cleaner.create();

    private final long type;
    private final int length;
    private final long context;
    private final Memory block = new Memory(BLOCK);
    private boolean begun;

    private ContentDigest(String name, long type, int length) {
        super(name);
        this.type = type;
        this.length = length;
        long made = Libcrypto.EVP_MD_CTX_new();
        if (made == 0) {
            throw new OutOfMemoryError("EVP_MD_CTX_new");
        }
        context = made;
        CLEANER.register(this, () -> Libcrypto.EVP_MD_CTX_free(made));
    }

    /** A new SHA-256 hasher. */
    public static MessageDigest sha256() {
        return Libcrypto.PRESENT ? new ContentDigest("SHA-256", Libcrypto.EVP_sha256(), 32) : Digest.sha256();
    }

    /** A new hasher for the algorithm of this digest. */
    public static MessageDigest of(Digest digest) {
        if (!Libcrypto.PRESENT) {
            return digest.hasher();
        }
        return digest.algorithm().equals("sha512") ? new ContentDigest("SHA-512", Libcrypto.EVP_sha512(), 64) : sha256();
    }

    @Override
    protected int engineGetDigestLength() {
        return length;
    }

    @Override
    protected void engineUpdate(byte input) {
        engineUpdate(new byte[] {input}, 0, 1);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int count) {
        begin();
        for (int done = 0; done < count; ) {
            int some = Math.min(BLOCK, count - done);
            block.write(0, input, offset + done, some);
            check(Libcrypto.EVP_DigestUpdate(context, Pointer.nativeValue(block), some), "EVP_DigestUpdate");
            done += some;
        }
        Reference.reachabilityFence(this);
    }

    @Override
    protected byte[] engineDigest() {
        begin();
        byte[] digest = new byte[length];
        check(Libcrypto.EVP_DigestFinal_ex(context, digest, 0), "EVP_DigestFinal_ex");
        begun = false;
        Reference.reachabilityFence(this);
        return digest;
    }

    @Override
    protected void engineReset() {
        begun = false;
    }

    private void begin() {
        if (!begun) {
            check(Libcrypto.EVP_DigestInit_ex(context, type, 0), "EVP_DigestInit_ex");
            begun = true;
        }
    }

    private static void check(int result, String call) {
        if (result != 1) {
            throw new IllegalStateException(call + " of the host's OpenSSL failed");
        }
    }
}
