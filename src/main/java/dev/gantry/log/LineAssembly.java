package dev.gantry.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes lines of records: one unfinished line a stream at most, ended by its newline or by its run. */
final class LineAssembly implements LineReader {

    private final LogReader records;
    private final int clip;
    private final boolean follows;
    private final boolean marks;
    private final Map<LogStream, Unfinished> unfinished = new HashMap<>();
    private final ArrayDeque<LogEntry> finished = new ArrayDeque<>();
    private boolean ended;

    LineAssembly(LogReader records, int clip, boolean follows, boolean marks) {
        this.records = records;
        this.clip = clip;
        this.follows = follows;
        this.marks = marks;
    }

    @Override
    public List<LogEntry> next(int max) throws InterruptedException {
        while (finished.isEmpty() && !ended) {
            take();
        }
        while (finished.size() < max && !ended && records.ready()) {
            take();
        }
        var entries = new ArrayList<LogEntry>(Math.min(max, finished.size()));
        while (entries.size() < max && !finished.isEmpty()) {
            entries.add(finished.removeFirst());
        }
        return entries;
    }

    @Override
    public boolean ready() {
        return !finished.isEmpty() || ended || records.ready();
    }

    @Override
    public void close() {
        records.close();
    }

    private void take() throws InterruptedException {
        var next = records.next();
        if (next.isEmpty()) {
            ended = true;
            endLines(!follows);
            return;
        }
        var chunk = next.get();
        if (chunk.stream() == LogStream.MARK) {
            mark(chunk);
        } else if (chunk.gap() > 0) {
            finished.add(new LogEntry.Gap(chunk.line(), chunk.timeNanos(), chunk.stream(), chunk.gap()));
        } else {
            split(chunk);
        }
    }

    private void mark(LogChunk chunk) {
        var output = chunk.output();
        Map<String, String> fields = new HashMap<>();
        new String(output.bytes(), output.offset(), output.length(), StandardCharsets.UTF_8).lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        endLines(false);
        if (!marks) {
            return;
        }
        finished.add("exit".equals(fields.get("event"))
                ? new LogEntry.Exited(chunk.line(), chunk.timeNanos(), chunk.run(), number(fields, "code"), number(fields, "signal"), number(fields, "oom") != 0)
                : new LogEntry.Started(chunk.line(), chunk.timeNanos(), chunk.run()));
    }

    private static int number(Map<String, String> fields, String key) {
        return Integer.parseInt(fields.getOrDefault(key, "0"));
    }

    private void split(LogChunk chunk) {
        var output = chunk.output();
        var bytes = output.bytes();
        int end = output.offset() + output.length();
        int start = output.offset();
        long line = chunk.line();
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\n') {
                var open = unfinished.remove(chunk.stream());
                finished.add(open != null && open.cursor == line
                        ? open.add(bytes, start, i - start, clip).line(chunk.stream(), clip, false)
                        : line(chunk, line, start, i - start));
                start = i + 1;
                line++;
            }
        }
        if (start < end) {
            var open = unfinished.get(chunk.stream());
            if (open == null || open.cursor != line) {
                open = new Unfinished(line, chunk.timeNanos(), chunk.run());
                unfinished.put(chunk.stream(), open);
            }
            open.add(bytes, start, end - start, clip);
        }
    }

    private LogEntry line(LogChunk chunk, long cursor, int start, int length) {
        var open = new Unfinished(cursor, chunk.timeNanos(), chunk.run());
        return open.add(chunk.output().bytes(), start, length, clip).line(chunk.stream(), clip, false);
    }

    private void endLines(boolean stillOpen) {
        unfinished.entrySet().stream().sorted(Comparator.comparingLong(e -> e.getValue().cursor))
                .forEach(e -> finished.add(e.getValue().line(e.getKey(), clip, stillOpen)));
        unfinished.clear();
    }

    /** The beginning of a line, at most what a viewer is shown of it: four bytes of UTF-8 a character. */
    private static final class Unfinished {
        private final long cursor;
        private final long timeNanos;
        private final int run;
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private boolean clipped;

        Unfinished(long cursor, long timeNanos, int run) {
            this.cursor = cursor;
            this.timeNanos = timeNanos;
            this.run = run;
        }

        Unfinished add(byte[] bytes, int from, int length, int clip) {
            int room = (int) Math.min(length, Math.max(0, 4L * clip - text.size()));
            text.write(bytes, from, room);
            clipped |= room < length;
            return this;
        }

        LogEntry.Line line(LogStream stream, int clip, boolean open) {
            var decoded = text.toString(StandardCharsets.UTF_8);
            int characters = decoded.endsWith("\r") ? decoded.length() - 1 : decoded.length();
            boolean cut = characters > clip;
            return new LogEntry.Line(cursor, timeNanos, stream, run, decoded.substring(0, cut ? clip : characters), clipped || cut, open);
        }
    }
}
