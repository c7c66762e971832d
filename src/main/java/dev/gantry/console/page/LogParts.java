package dev.gantry.console.page;

import dev.gantry.log.LineReader;
import dev.gantry.log.LogEntry;
import dev.gantry.log.LogQuery;
import dev.gantry.log.LogStore;
import dev.gantry.log.LogStream;
import dev.gantry.model.NotFound;
import dev.gantry.model.ObjectId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the parts of a log that pages show: the end, around a line, before a line, one line. */
@ApplicationScoped
public class LogParts {

    /** How much of a line a page shows. */
    public static final int CLIP = 4096;

    private static final int LINES = 500;
    private static final int WHOLE_LINE = 1 << 20;
    private static final Set<LogStream> STREAMS = Set.of(LogStream.STDOUT, LogStream.STDERR, LogStream.MARK);

    @Inject
    LogStore logs;

    LogPart last(ObjectId container) throws InterruptedException {
        try {
            return part(read(container, new LogQuery.From.Tail(LINES), Integer.MAX_VALUE, CLIP), "");
        } catch (NotFound e) {
            return new LogPart(List.of(), 0, 0, "");
        }
    }

    LogPart around(ObjectId container, long cursor) throws InterruptedException {
        List<LogEntry> entries = read(container, new LogQuery.From.After(Math.max(0, cursor - LINES / 2)), LINES, CLIP);
        boolean there = entries.stream().anyMatch(entry -> entry instanceof LogEntry.Line line && line.cursor() == cursor);
        return part(entries, there ? "" : "Line " + cursor + " is no longer kept, or not written yet.");
    }

    List<List<Object>> rowsBefore(ObjectId container, long cursor) throws InterruptedException {
        return read(container, new LogQuery.From.After(Math.max(0, cursor - 1 - LINES)), LINES * 2, CLIP).stream()
                .takeWhile(entry -> entry.cursor() < cursor)
                .map(entry -> LogRows.row(container, entry))
                .toList();
    }

    String whole(ObjectId container, long cursor) throws InterruptedException {
        for (LogEntry entry : read(container, new LogQuery.From.After(cursor - 1), 4, WHOLE_LINE)) {
            if (entry instanceof LogEntry.Line line && line.cursor() == cursor) {
                return line.text();
            }
        }
        throw new NotFound("line " + cursor + " of container " + container.shortHex() + " is no longer kept");
    }

    private List<LogEntry> read(ObjectId container, LogQuery.From from, int atMost, int clip) throws InterruptedException {
        LogQuery query = new LogQuery(from, Optional.empty(), STREAMS, LogQuery.Follow.NO);
        List<LogEntry> entries = new ArrayList<>();
        try (LineReader reader = logs.lines(container, query, clip)) {
            while (entries.size() < atMost) {
                List<LogEntry> some = reader.next(Math.min(LINES, atMost - entries.size()));
                if (some.isEmpty()) {
                    break;
                }
                entries.addAll(some);
            }
        }
        return entries;
    }

    /** The live side goes on behind the last line before the first unfinished one, which comes again when it is whole. */
    private static LogPart part(List<LogEntry> entries, String note) {
        long after = 0;
        long first = 0;
        long open = Long.MAX_VALUE;
        for (LogEntry entry : entries) {
            if (entry instanceof LogEntry.Line line) {
                first = first == 0 ? line.cursor() : Math.min(first, line.cursor());
                after = Math.max(after, line.cursor());
                open = line.open() ? Math.min(open, line.cursor()) : open;
            }
        }
        return new LogPart(entries.stream().map(LogRow::of).toList(), Math.min(after, open - 1), first, note);
    }
}
