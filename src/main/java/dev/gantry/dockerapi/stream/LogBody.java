package dev.gantry.dockerapi.stream;

import dev.gantry.log.LogChunk;
import dev.gantry.log.LogReader;
import dev.gantry.log.OutputChunk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A log as Docker sends it. Records go out as they are, many to a chunk; only where times are asked for are their lines looked at.
 */
public final class LogBody implements LiveReply.Body {

    private static final int BATCH = 256 * 1024;
    private static final int ROOM = 80 * 1024;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z' ").withZone(ZoneOffset.UTC);
    private static final byte[] NO_DETAILS = {' '};
    private static final byte[] NOTHING = {};

    private final LogReader reader;
    private final boolean framed;
    private final boolean timestamps;
    private final byte[] details;

    /**
     * @param framed whether each record gets Docker's 8-byte head
     * @param details whether lines begin with the log's attributes, of which there are none
     */
    public LogBody(LogReader reader, boolean framed, boolean timestamps, boolean details) {
        this.reader = reader;
        this.framed = framed;
        this.timestamps = timestamps;
        this.details = details ? NO_DETAILS : NOTHING;
    }

    @Override
    public void write(ReplyStream out) throws InterruptedException {
        try (reader) {
            // Closing may wait for the reader's lock, which an event loop must not.
            out.whenGone(() -> Thread.startVirtualThread(reader::close));
            boolean more = true;
            while (more) {
                Optional<LogChunk> next = reader.next();
                if (next.isEmpty()) {
                    return;
                }
                ByteBuf batch = PooledByteBufAllocator.DEFAULT.directBuffer(BATCH + ROOM);
                append(batch, next.get());
                while (batch.readableBytes() < BATCH && reader.ready()) {
                    next = reader.next();
                    if (next.isEmpty()) {
                        more = false;
                        break;
                    }
                    append(batch, next.get());
                }
                if (!out.write(batch)) {
                    return;
                }
            }
        }
    }

    private void append(ByteBuf batch, LogChunk chunk) {
        OutputChunk output = chunk.output();
        if (output.length() == 0) {
            return;
        }
        if (!timestamps && details.length == 0) {
            Frames.append(batch, framed, output.stream(), output.bytes(), output.offset(), output.length());
            return;
        }
        int head = batch.writerIndex();
        if (framed) {
            Frames.head(batch, output.stream(), 0);
        }
        int start = batch.writerIndex();
        appendLines(batch, chunk);
        if (framed) {
            batch.setInt(head + Integer.BYTES, batch.writerIndex() - start);
        }
    }

    private void appendLines(ByteBuf batch, LogChunk chunk) {
        OutputChunk output = chunk.output();
        byte[] prefix = prefix(chunk.timeNanos());
        int end = output.offset() + output.length();
        int from = output.offset();
        boolean lineBegins = !chunk.beginsOpen();
        while (from < end) {
            int to = from;
            while (to < end && output.bytes()[to] != '\n') {
                to++;
            }
            to = Math.min(end, to + 1);
            if (lineBegins) {
                batch.writeBytes(prefix);
            }
            batch.writeBytes(output.bytes(), from, to - from);
            from = to;
            lineBegins = true;
        }
    }

    private byte[] prefix(long nanos) {
        byte[] time = timestamps
                ? TIME.format(Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND))).getBytes(StandardCharsets.US_ASCII)
                : NOTHING;
        byte[] prefix = Arrays.copyOf(time, time.length + details.length);
        System.arraycopy(details, 0, prefix, time.length, details.length);
        return prefix;
    }
}
