package dev.gantry.linux.spec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Writes tagged fields: u16 tag, u16 zero, u32 length, payload, little-endian (docs/formats.md, section 1). A spec has some hundred of them, so they are laid down in one array.
 */
public final class Fields {
    private static final int HEAD = 8;

    private byte[] data = new byte[256];
    private int used;

    /** A field of these bytes. */
    public Fields bytes(int tag, byte[] payload) {
        head(tag, payload.length);
        System.arraycopy(payload, 0, data, used, payload.length);
        used += payload.length;
        return this;
    }

    /** A field without payload. */
    public Fields mark(int tag) {
        head(tag, 0);
        return this;
    }

    /** A UTF-8 string; one with a zero byte can't be told to the kernel and is refused. */
    public Fields string(int tag, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a string for the runner holds a zero byte: " + value.replace("\0", "\\0"));
        }
        return bytes(tag, value.getBytes(StandardCharsets.UTF_8));
    }

    /** An unsigned byte. */
    public Fields u8(int tag, int value) {
        return number(tag, value, 1);
    }

    /** An unsigned 16-bit number. */
    public Fields u16(int tag, int value) {
        return number(tag, value, 2);
    }

    /** A 32-bit number. */
    public Fields u32(int tag, long value) {
        return number(tag, value, 4);
    }

    /** A 64-bit number. */
    public Fields u64(int tag, long value) {
        return number(tag, value, 8);
    }

    /** A field that holds fields. */
    public Fields nested(int tag, Consumer<Fields> content) {
        head(tag, 0);
        int begin = used;
        content.accept(this);
        put(begin - 4, used - begin, 4);
        return this;
    }

    /** All fields so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(data, used);
    }

    /** A little-endian buffer. */
    public static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Fields number(int tag, long value, int bytes) {
        head(tag, bytes);
        put(used, value, bytes);
        used += bytes;
        return this;
    }

    private void head(int tag, int length) {
        int needed = used + HEAD + length;
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.max(needed, 4 * data.length));
        }
        put(used, tag, 4);
        put(used + 4, length, 4);
        used += HEAD;
    }

    private void put(int at, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            data[at + i] = (byte) (value >>> 8 * i);
        }
    }
}
