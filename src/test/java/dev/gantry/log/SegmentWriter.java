package dev.gantry.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Writes segments as the monitor does, by docs/formats.md. */
final class SegmentWriter {

    private final Path directory;
    private Path file;

    SegmentWriter(Path directory) {
        this.directory = directory;
    }

    SegmentWriter segment(long number, long firstLine, long time) throws IOException {
        file = directory.resolve("%010d.glog".formatted(number));
        var head = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        head.put("GANTRLOG".getBytes(StandardCharsets.US_ASCII)).putShort((short) 1).putShort((short) 64).putInt(1).putLong(number).putLong(firstLine).putLong(time);
        Files.write(file, head.array());
        return this;
    }

    SegmentWriter record(LogStream stream, long time, long line, int flags, String text) throws IOException {
        var payload = text.getBytes(StandardCharsets.UTF_8);
        var record = ByteBuffer.allocate(44 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        record.putInt(payload.length).putInt(0).putLong(time).putLong(line).putInt(1).putInt((int) text.chars().filter(c -> c == '\n').count())
                .put((byte) stream.code()).put((byte) flags).putShort((short) 0).putInt(0).put(payload).putInt(record.capacity());
        var sum = new CRC32C();
        sum.update(record.array(), 8, 32 + payload.length);
        record.putInt(4, (int) sum.getValue());
        Files.write(file, record.array(), StandardOpenOption.APPEND);
        return this;
    }

    SegmentWriter torn(int bytes) throws IOException {
        Files.write(file, new byte[bytes], StandardOpenOption.APPEND);
        return this;
    }
}
