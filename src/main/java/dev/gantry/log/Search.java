package dev.gantry.log;

import dev.gantry.log.LogQuery.From;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Finds where in a log a query begins: by the segments' heads, then backwards from the end for a number of lines. */
final class Search {

    private static final int WINDOW = 256 << 10;

    private final Segments segments;
    private final Set<LogStream> streams;

    Search(Segments segments, Set<LogStream> streams) {
        this.segments = segments;
        this.streams = streams;
    }

    Beginning find(From from) {
        return switch (from) {
            case From.Start() -> first();
            case From.Position(long segment, long offset) -> segment == 0 ? first() : Beginning.at(segment, Math.max(offset, RecordFormat.SEGMENT_HEAD));
            case From.After(long cursor) -> after(cursor);
            case From.Since(Instant time) -> since(nanos(time));
            case From.Tail(long lines) -> tail(lines);
            case From.TailSince(long lines, Instant time) -> {
                var tail = tail(lines);
                yield new Beginning(tail.segment(), tail.offset(), tail.line(), nanos(time));
            }
        };
    }

    /** The end of what is whole now. */
    Beginning end() {
        var numbers = segments.numbers();
        for (int i = numbers.length - 1; i >= 0; i--) {
            try (var file = segments.open(numbers[i])) {
                if (file != null) {
                    return Beginning.at(numbers[i], wholeLength(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Beginning.at(0, 0);
    }

    static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    private Beginning first() {
        var numbers = segments.numbers();
        return Beginning.at(numbers.length == 0 ? 0 : numbers[0], RecordFormat.SEGMENT_HEAD);
    }

    private Beginning after(long cursor) {
        long segment = lastWhere(head -> RecordFormat.firstLine(head) <= cursor + 1);
        return new Beginning(segment, RecordFormat.SEGMENT_HEAD, cursor + 1, Long.MIN_VALUE);
    }

    private Beginning since(long time) {
        long segment = lastWhere(head -> RecordFormat.firstTime(head) <= time);
        return new Beginning(segment, RecordFormat.SEGMENT_HEAD, 0, time);
    }

    /** The last segment whose head fulfils a condition that earlier ones fulfil too, or the first there is. */
    private long lastWhere(Predicate<byte[]> condition) {
        var numbers = segments.numbers();
        int low = 0;
        int high = numbers.length;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            var head = segments.head(numbers[middle]);
            if (head != null && condition.test(head)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return numbers.length == 0 ? 0 : numbers[low];
    }

    private Beginning tail(long lines) {
        var end = end();
        if (lines <= 0 || end.segment() == 0) {
            return end;
        }
        var numbers = segments.numbers();
        long left = lines;
        for (int i = numbers.length - 1; i >= 0; i--) {
            try (var file = segments.open(numbers[i])) {
                if (file == null) {
                    break;
                }
                var back = new Backwards(file, left);
                if (back.walk(numbers[i] == end.segment() ? end.offset() : wholeLength(file))) {
                    return new Beginning(numbers[i], back.end, back.line, Long.MIN_VALUE);
                }
                left = back.left;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return first();
    }

    /** The bytes of a segment up to the end of its last whole record: what its last four bytes say if that is right, else by walking it from its head. */
    private static long wholeLength(FileChannel file) throws IOException {
        long size = file.size();
        if (size <= RecordFormat.SEGMENT_HEAD) {
            return RecordFormat.SEGMENT_HEAD;
        }
        var tail = Segments.read(file, Math.max(RecordFormat.SEGMENT_HEAD, size - RecordFormat.LARGEST), RecordFormat.LARGEST);
        if (tail.length >= RecordFormat.OVERHEAD) {
            int length = RecordFormat.lengthBefore(tail, tail.length);
            if (length >= RecordFormat.OVERHEAD && length <= tail.length && RecordFormat.check(tail, tail.length - length, tail.length) == length) {
                return size;
            }
        }
        long offset = RecordFormat.SEGMENT_HEAD;
        while (true) {
            var block = Segments.read(file, offset, WINDOW);
            int at = 0;
            for (int whole = RecordFormat.check(block, at, block.length); whole > 0; whole = RecordFormat.check(block, at, block.length)) {
                at += whole;
            }
            if (at == 0) {
                return offset;
            }
            offset += at;
        }
    }

    /** Walks a segment from its end, counting lines of the wanted streams that begin in it. */
    private final class Backwards {
        private final FileChannel file;
        private long left;
        private long end;
        private long line;
        private byte[] window = new byte[0];
        private long windowStart;

        Backwards(FileChannel file, long left) {
            this.file = file;
            this.left = left;
        }

        /** Whether the wanted number was reached; {@code end} is then the record where it was, and {@code line} the first wanted line. */
        boolean walk(long from) throws IOException {
            end = from;
            while (end > RecordFormat.SEGMENT_HEAD) {
                load(end - 4, 4);
                int whole = RecordFormat.lengthBefore(window, (int) (end - windowStart));
                if (whole < RecordFormat.OVERHEAD || whole > RecordFormat.LARGEST || end - whole < RecordFormat.SEGMENT_HEAD) {
                    return false;
                }
                end -= whole;
                load(end, RecordFormat.HEAD);
                if (counts((int) (end - windowStart))) {
                    return true;
                }
            }
            return false;
        }

        private boolean counts(int at) {
            if (RecordFormat.isGap(window, at) || !streams.contains(LogStream.of(RecordFormat.streamCode(window, at)))
                    || RecordFormat.streamCode(window, at) == LogStream.MARK.code()) {
                return false;
            }
            int touched = RecordFormat.newlines(window, at) + (RecordFormat.endsOpen(window, at) ? 1 : 0);
            int begun = touched - (RecordFormat.beginsOpen(window, at) ? 1 : 0);
            if (begun >= left) {
                line = RecordFormat.line(window, at) + touched - left;
                return true;
            }
            left -= begun;
            return false;
        }

        private void load(long offset, int length) throws IOException {
            if (offset >= windowStart && offset + length <= windowStart + window.length) {
                return;
            }
            windowStart = Math.max(0, offset + length - WINDOW);
            window = Segments.read(file, windowStart, offset + length - windowStart);
        }
    }
}
