package dev.gantry.dockerapi.stream;

import dev.gantry.log.LogStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** A session that only says why there will be none. */
public final class LastWords implements RawReply.Session {

    private final boolean framed;
    private final String message;

    public LastWords(boolean framed, String message) {
        this.framed = framed;
        this.message = message;
    }

    @Override
    public void run(RawConnection client) throws InterruptedException {
        byte[] text = (message + "\r\n").getBytes(StandardCharsets.UTF_8);
        ByteBuf out = Unpooled.buffer(text.length + Frames.HEAD);
        Frames.append(out, framed, LogStream.STDOUT, text, 0, text.length);
        client.write(out);
    }
}
