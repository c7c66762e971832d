package dev.gantry.linux.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads a log folder (docs/formats.md, section 6) the plainest way. */
final class LogFiles {
    private static final int HEAD = 64;
    private static final int RECORD_HEAD = 40;
    private static final int MARK = 3;

    private LogFiles() {
    }

    static String text(Path folder) {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> names = Files.list(folder)) {
            List<Path> segments = names.sorted().toList();
            for (Path segment : segments) {
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(segment)).order(ByteOrder.LITTLE_ENDIAN).position(HEAD);
                while (bytes.hasRemaining()) {
                    int start = bytes.position();
                    byte[] payload = new byte[bytes.getInt(start)];
                    bytes.get(start + RECORD_HEAD, payload);
                    if (bytes.get(start + 32) != MARK) {
                        text.append(new String(payload, StandardCharsets.UTF_8));
                    }
                    bytes.position(start + RECORD_HEAD + payload.length + 4);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return text.toString();
    }
}
