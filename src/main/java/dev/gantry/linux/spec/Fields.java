package dev.gantry.linux.spec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Writes tagged fields: u16 tag, u16 zero, u32 length, payload, little-endian (docs/formats.md, section 1).
 */
public final class Fields {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    /** A field of these bytes. */
    public Fields bytes(int tag, byte[] payload) {
        out.writeBytes(buffer(8).putShort((short) tag).putShort((short) 0).putInt(payload.length).array());
        out.writeBytes(payload);
        return this;
    }

    /** A field without payload. */
    public Fields mark(int tag) {
        return bytes(tag, new byte[0]);
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
        return bytes(tag, new byte[] {(byte) value});
    }

    /** An unsigned 16-bit number. */
    public Fields u16(int tag, int value) {
        return bytes(tag, buffer(2).putShort((short) value).array());
    }

    /** A 32-bit number. */
    public Fields u32(int tag, long value) {
        return bytes(tag, buffer(4).putInt((int) value).array());
    }

    /** A 64-bit number. */
    public Fields u64(int tag, long value) {
        return bytes(tag, buffer(8).putLong(value).array());
    }

    /** A field that holds fields. */
    public Fields nested(int tag, Consumer<Fields> content) {
        Fields inner = new Fields();
        content.accept(inner);
        return bytes(tag, inner.toBytes());
    }

    /** All fields so far. */
    public byte[] toBytes() {
        return out.toByteArray();
    }

    /** A little-endian buffer. */
    public static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
