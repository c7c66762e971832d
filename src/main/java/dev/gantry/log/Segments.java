package dev.gantry.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** The segment files of one log. */
final class Segments {

    private static final String SUFFIX = ".glog";

    private final Path directory;

    Segments(Path directory) {
        this.directory = directory;
    }

    /** The numbers of the segments that are there, rising; none where there is no log. */
    long[] numbers() {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .mapToLong(name -> Long.parseLong(name.substring(0, name.length() - SUFFIX.length())))
                    .sorted().toArray();
        } catch (NoSuchFileException e) {
            return new long[0];
        } catch (IOException e) {
            throw new UncheckedIOException("list the log segments in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** The lowest number over {@code number}, or 0. */
    long after(long number) {
        if (Files.exists(RecordFormat.segment(directory, number + 1))) {
            return number + 1;
        }
        return Arrays.stream(numbers()).filter(n -> n > number).findFirst().orElse(0);
    }

    /** Opens a segment; null where rotation has taken it. */
    FileChannel open(long number) {
        try {
            return FileChannel.open(RecordFormat.segment(directory, number), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("open log segment " + number + " in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** The head of a segment; null where there is none yet. */
    byte[] head(long number) {
        try (var file = open(number)) {
            var head = file == null ? new byte[0] : read(file, 0, RecordFormat.SEGMENT_HEAD);
            return head.length == RecordFormat.SEGMENT_HEAD && RecordFormat.isSegment(head) ? head : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Up to {@code most} bytes at {@code offset}, in an array of exactly their number. */
    static byte[] read(FileChannel file, long offset, long most) throws IOException {
        int wanted = (int) Math.max(0, Math.min(most, file.size() - offset));
        var bytes = new byte[wanted];
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            int count = file.read(buffer, offset + buffer.position());
            if (count < 0) {
                return Arrays.copyOf(bytes, buffer.position());
            }
        }
        return bytes;
    }
}
