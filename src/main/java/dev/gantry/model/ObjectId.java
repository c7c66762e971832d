package dev.gantry.model;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The id of a container, exec or network: 64 lower-case hex digits, random, whose first 12 are what people see. */
public record ObjectId(String hex) implements Comparable<ObjectId> {

    private static final Pattern FORM = Pattern.compile("[a-f0-9]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public ObjectId {
        if (!FORM.matcher(hex).matches()) {
            throw new InvalidRequest("invalid id \"" + hex + "\": it has 64 hex digits");
        }
    }

    /** A new random id. Its short form always has a letter, so that no one can take it for a number (a host name of digits is not valid everywhere). */
    public static ObjectId random() {
        var bytes = new byte[32];
        while (true) {
            RANDOM.nextBytes(bytes);
            var hex = HexFormat.of().formatHex(bytes);
            if (hex.substring(0, 12).chars().anyMatch(c -> c >= 'a')) {
                return new ObjectId(hex);
            }
        }
    }

    /** The first 12 digits. */
    public String shortHex() {
        return hex.substring(0, 12);
    }

    @Override
    public int compareTo(ObjectId other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
