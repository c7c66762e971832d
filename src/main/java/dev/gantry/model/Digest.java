package dev.gantry.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A content digest, {@code sha256:<64 hex>} (OCI image spec, "Digests"). Only SHA-256 and SHA-512 are known; any other algorithm is refused,
 * since what can't be verified must not be stored.
 */
public record Digest(String algorithm, String hex) {

    private static final Pattern SHA256 = Pattern.compile("[a-f0-9]{64}");
    private static final Pattern SHA512 = Pattern.compile("[a-f0-9]{128}");

    public Digest {
        var form = switch (algorithm) {
            case "sha256" -> SHA256;
            case "sha512" -> SHA512;
            default -> throw new InvalidRequest("unsupported digest algorithm \"" + algorithm + "\"");
        };
        if (!form.matcher(hex).matches()) {
            throw new InvalidRequest("invalid " + algorithm + " digest: \"" + hex + "\"");
        }
    }

    /** Reads {@code algorithm:hex}; throws InvalidRequest where it is anything else. */
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new InvalidRequest("invalid digest \"" + text + "\": it has the form sha256:<64 hex digits>");
        }
        return new Digest(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The SHA-256 digest of these bytes. */
    public static Digest of(byte[] content) {
        return new Digest("sha256", HexFormat.of().formatHex(hasher("sha256").digest(content)));
    }

    /** The digest that a finished SHA-256 hasher holds; the hasher is reset. */
    public static Digest of(MessageDigest sha256) {
        return new Digest("sha256", HexFormat.of().formatHex(sha256.digest()));
    }

    /** A hasher for the algorithm of this digest. */
    public MessageDigest hasher() {
        return hasher(algorithm);
    }

    /** A new SHA-256 hasher. */
    public static MessageDigest sha256() {
        return hasher("sha256");
    }

    /** The first 12 hex digits, as people see it. */
    public String shortHex() {
        return hex.substring(0, 12);
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }

    private static MessageDigest hasher(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm.equals("sha512") ? "SHA-512" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256 and SHA-512", e);
        }
    }
}
