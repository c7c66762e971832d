package dev.gantry.dockerapi.stream;

import dev.gantry.log.LogStream;
import io.netty.buffer.ByteBuf;

/** Docker's framing of two streams in one (ContainerAttach, "Stream format"): stream number, three zeros, length as 32 bits big-endian, payload. */
public final class Frames {

    /** Bytes before a payload. */
    public static final int HEAD = 8;

    private Frames() {}

    /** Writes the head of a frame. */
    public static void head(ByteBuf out, LogStream stream, int length) {
        out.writeInt(stream.code() << 24);
        out.writeInt(length);
    }

    /** Writes bytes, with a head where the reply is framed. */
    public static void append(ByteBuf out, boolean framed, LogStream stream, byte[] bytes, int offset, int length) {
        if (framed) {
            head(out, stream, length);
        }
        out.writeBytes(bytes, offset, length);
    }
}
