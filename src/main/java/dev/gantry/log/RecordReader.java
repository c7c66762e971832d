package dev.gantry.log;

import dev.gantry.log.LogQuery.Follow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Optional;

/** Reads a log in blocks whose records it hands out without copying them. */
final class RecordReader implements LogReader {

    private static final int BLOCK = 256 << 10;
    /** How long to wait where the monitor says there is more and the file doesn't show it: a damaged record, which the next segment leads past. */
    private static final long DAMAGED_MILLIS = 200;

    private final Segments segments;
    private final LogTip tip;
    private final LogQuery query;
    private final int run;
    private final long until;
    private final long firstLine;
    private final long since;
    private FileChannel file;
    private long segment;
    private long offset;
    private byte[] block = new byte[0];
    private int at;
    private LogChunk ahead;
    private int fruitless;
    private volatile boolean closed;

    /** {@code tip} is null for the log of a container that is no more; {@code run} is the one whose end ends {@link Follow#RUN}. */
    RecordReader(Segments segments, LogTip tip, LogQuery query, int run, Beginning beginning) {
        this.segments = segments;
        this.tip = tip;
        this.query = query;
        this.run = run;
        this.until = query.until().map(Search::nanos).orElse(Long.MAX_VALUE);
        this.segment = beginning.segment();
        this.offset = beginning.offset();
        this.firstLine = beginning.line();
        this.since = beginning.timeNanos();
    }

    @Override
    public Optional<LogChunk> next() throws InterruptedException {
        try {
            while (!closed) {
                if (ready()) {
                    var chunk = ahead;
                    ahead = null;
                    return Optional.of(chunk);
                }
                boolean last = over();
                if (load() || nextSegment()) {
                    fruitless = 0;
                    continue;
                }
                if (last) {
                    break;
                }
                await();
            }
            release();
            return Optional.empty();
        } catch (ClosedByInterruptException e) {
            throw new InterruptedException("reading a log was interrupted");
        } catch (IOException e) {
            throw new UncheckedIOException("read log segment " + segment + ": " + e.getMessage(), e);
        }
    }

    @Override
    public boolean ready() {
        while (ahead == null && !closed) {
            int whole = RecordFormat.check(block, at, block.length);
            if (whole == 0) {
                return false;
            }
            int record = at;
            at += whole;
            offset += whole;
            ahead = wanted(record);
        }
        return ahead != null;
    }

    @Override
    public void close() {
        closed = true;
        if (tip != null) {
            tip.wake();
        }
    }

    private LogChunk wanted(int record) {
        long time = RecordFormat.time(block, record);
        if (time > until) {
            closed = true;
            return null;
        }
        if (time < since || !query.streams().contains(LogStream.of(RecordFormat.streamCode(block, record)))) {
            return null;
        }
        var chunk = RecordFormat.chunk(block, record);
        if (chunk.line() >= firstLine || chunk.stream() == LogStream.MARK || chunk.gap() > 0) {
            return chunk.line() < firstLine ? null : chunk;
        }
        return from(chunk, firstLine - chunk.line());
    }

    /** What is behind so many newlines, or null where that is nothing. */
    private static LogChunk from(LogChunk chunk, long newlines) {
        var output = chunk.output();
        int start = output.offset();
        int end = start + output.length();
        for (long left = newlines; left > 0; left--) {
            while (start < end && output.bytes()[start] != '\n') {
                start++;
            }
            if (++start >= end) {
                return null;
            }
        }
        return new LogChunk(chunk.timeNanos(), chunk.line() + newlines, chunk.run(), false, 0,
                new OutputChunk(output.stream(), output.bytes(), start, end - start));
    }

    private boolean over() {
        return switch (query.follow()) {
            case NO -> true;
            case RUN -> tip == null || tip.over(run) || Search.nanos(Instant.now()) > until;
            case REMOVAL -> tip == null || tip.removed() || Search.nanos(Instant.now()) > until;
        };
    }

    private boolean load() throws IOException {
        if (segment == 0) {
            return false;
        }
        if (file == null) {
            file = segments.open(segment);
            if (file == null) {
                return false;
            }
        }
        if (file.size() - offset < RecordFormat.OVERHEAD) {
            return false;
        }
        block = Segments.read(file, offset, BLOCK);
        at = 0;
        return RecordFormat.check(block, 0, block.length) > 0;
    }

    private boolean nextSegment() throws IOException {
        long next = segments.after(segment);
        if (next == 0 || segments.head(next) == null) {
            return false;
        }
        if (load()) {
            return true;
        }
        release();
        segment = next;
        offset = RecordFormat.SEGMENT_HEAD;
        return true;
    }

    private void await() throws InterruptedException {
        long limit = until == Long.MAX_VALUE ? LogTip.FOR_EVER : Math.max(1, until - Search.nanos(Instant.now()) + 1_000_000);
        if (tip.await(segment, offset, () -> closed || over(), limit) && fruitless++ > 2) {
            Thread.sleep(DAMAGED_MILLIS);
        }
    }

    private void release() throws IOException {
        block = new byte[0];
        at = 0;
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
