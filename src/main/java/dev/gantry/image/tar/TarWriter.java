package dev.gantry.image.tar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** Makes a small tar archive in memory (POSIX pax, "ustar Interchange Format"): files of root's, with a time that never changes, so that the same content has the same digest. */
public final class TarWriter {

    private static final long TIME = 0;
    private static final int NAME_LENGTH = 100;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Adds a file; its name has at most 100 ASCII characters. */
    public TarWriter file(String name, byte[] content, int mode) {
        if (name.length() > NAME_LENGTH) {
            throw new IllegalArgumentException("a name longer than " + NAME_LENGTH + " characters: " + name);
        }
        var block = new byte[TarHead.BLOCK];
        put(block, 0, name);
        put(block, 100, octal(7, mode));
        put(block, 108, octal(7, 0));
        put(block, 116, octal(7, 0));
        put(block, 124, octal(11, content.length));
        put(block, 136, octal(11, TIME));
        put(block, 148, "        ");
        block[156] = TarHead.FILE;
        put(block, 257, "ustar\00000");
        long sum = 0;
        for (byte b : block) {
            sum += b & 0xFF;
        }
        put(block, 148, octal(6, sum) + "\0 ");
        out.writeBytes(block);
        out.writeBytes(content);
        out.writeBytes(new byte[-content.length & (TarHead.BLOCK - 1)]);
        return this;
    }

    /** The whole archive. */
    public byte[] finish() {
        out.writeBytes(new byte[2 * TarHead.BLOCK]);
        return out.toByteArray();
    }

    private static String octal(int digits, long value) {
        return String.format(Locale.ROOT, "%0" + digits + "o", value);
    }

    private static void put(byte[] block, int at, String text) {
        var bytes = text.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
