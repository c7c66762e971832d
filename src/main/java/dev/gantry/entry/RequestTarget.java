package dev.gantry.entry;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A request's address as RFC 3986 wants it. Clients send {@code ?filters={"status":["exited"]}} as it is, and dockerd takes it. */
final class RequestTarget {

    /** What java.net.URI refuses or reads otherwise, below 0x80. */
    private static final String ENCODED = "\"<>[\\]^`{|}";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private RequestTarget() {}

    /** Encodes what needs it; each character is a byte of the request line. */
    static String encoded(String target) {
        int at = 0;
        while (at < target.length() && !needsEncoding(target.charAt(at))) {
            at++;
        }
        if (at == target.length()) {
            return target;
        }
        var encoded = new StringBuilder(target.length() + 32).append(target, 0, at);
        for (byte each : target.substring(at).getBytes(StandardCharsets.ISO_8859_1)) {
            if (needsEncoding((char) (each & 0xff))) {
                encoded.append('%').append(HEX.toHexDigits(each));
            } else {
                encoded.append((char) each);
            }
        }
        return encoded.toString();
    }

    /** Whether every percent sign is followed by two hexadecimal digits. */
    static boolean isUnescapable(String target) {
        for (int at = target.indexOf('%'); at >= 0; at = target.indexOf('%', at + 1)) {
            if (at + 2 >= target.length() || !HexFormat.isHexDigit(target.charAt(at + 1)) || !HexFormat.isHexDigit(target.charAt(at + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean needsEncoding(char each) {
        return each <= ' ' || each >= 0x7f || ENCODED.indexOf(each) >= 0;
    }
}
