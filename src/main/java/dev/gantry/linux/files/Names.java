package dev.gantry.linux.files;

import java.nio.charset.StandardCharsets;

/**
 * File names as the kernel has them: bytes, which need not be UTF-8. Here a name is a String with one byte a character, so that every name comes through unchanged.
 */
public final class Names {

    private Names() {}

    /** The name of these bytes. */
    public static String of(byte[] bytes, int from, int length) {
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    /** The name whose bytes are this text's UTF-8. */
    public static String ofText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The name as text, for messages; bytes that are not UTF-8 become U+FFFD. */
    public static String shown(String name) {
        return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The bytes of a name with the zero that C ends strings by. */
    static byte[] c(String name) {
        var bytes = new byte[name.length() + 1];
        for (int i = 0; i < name.length(); i++) {
            bytes[i] = (byte) name.charAt(i);
        }
        return bytes;
    }
}
