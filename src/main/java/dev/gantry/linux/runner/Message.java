package dev.gantry.linux.runner;

import dev.gantry.linux.spec.Fields;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * One message on the wire (docs/formats.md, section 1). Of a tag that repeats the last is kept: none that this side receives does.
 */
record Message(MessageType type, int request, Map<Integer, ByteBuffer> fields) {
    static final int HEADER = 8;
    static final int FIELD_HEADER = 8;
    private static final short VERSION = 1;

    /** A message without fields. */
    static byte[] encode(MessageType type, int request) {
        return encode(type, request, new Fields());
    }

    static byte[] encode(MessageType type, int request, Fields fields) {
        byte[] payload = fields.toBytes();
        return Fields.buffer(HEADER + payload.length)
                .putShort(VERSION).putShort((short) type.number()).putInt(request).put(payload).array();
    }

    /** MalformedMessage where the lengths do not add up. */
    static Message decode(byte[] data) {
        ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        if (data.length < HEADER || buffer.getShort() != VERSION) {
            throw new MalformedMessage("not a message of version " + VERSION);
        }
        MessageType type = MessageType.of(Short.toUnsignedInt(buffer.getShort()));
        int request = buffer.getInt();
        Map<Integer, ByteBuffer> fields = new HashMap<>();
        eachField(buffer, type.name(), fields::put);
        return new Message(type, request, fields);
    }

    /** Hands out the fields that fill the rest of a buffer, of a message or of a nested field; MalformedMessage where the lengths do not add up. */
    static void eachField(ByteBuffer buffer, String of, BiConsumer<Integer, ByteBuffer> taker) {
        while (buffer.hasRemaining()) {
            if (buffer.remaining() < FIELD_HEADER) {
                throw new MalformedMessage("a field of " + of + " is cut");
            }
            int tag = Short.toUnsignedInt(buffer.getShort());
            buffer.getShort();
            int length = buffer.getInt();
            if (length < 0 || length > buffer.remaining()) {
                throw new MalformedMessage("field " + tag + " of " + of + " claims " + Integer.toUnsignedString(length) + " bytes");
            }
            taker.accept(tag, buffer.slice(buffer.position(), length).order(ByteOrder.LITTLE_ENDIAN));
            buffer.position(buffer.position() + length);
        }
    }

    /** The number of a field of 1, 2, 4 or 8 bytes, unsigned; 0 where it is missing. */
    long number(int tag) {
        ByteBuffer field = fields.get(tag);
        if (field == null) {
            return 0;
        }
        return switch (field.remaining()) {
            case 1 -> Byte.toUnsignedLong(field.get(0));
            case 2 -> Short.toUnsignedLong(field.getShort(0));
            case 4 -> Integer.toUnsignedLong(field.getInt(0));
            case 8 -> field.getLong(0);
            default -> throw new MalformedMessage("field " + tag + " of " + type + " is no number");
        };
    }

    String text(int tag) {
        return new String(bytes(tag), StandardCharsets.UTF_8);
    }

    byte[] bytes(int tag) {
        ByteBuffer field = fields.get(tag);
        if (field == null) {
            return new byte[0];
        }
        byte[] bytes = new byte[field.remaining()];
        field.get(0, bytes);
        return bytes;
    }

    LogPosition logPosition() {
        return new LogPosition(number(Tag.SEGMENT), number(Tag.OFFSET), number(Tag.LINE));
    }

    StartFailure failure() {
        return new StartFailure(Stage.of(text(Tag.STAGE)), (int) number(Tag.ERRNO), text(Tag.TEXT));
    }

    /** A message whose lengths do not add up; the connection is closed. */
    static final class MalformedMessage extends RuntimeException {
        private static final long serialVersionUID = 1;

        MalformedMessage(String message) {
            super(message);
        }
    }
}
