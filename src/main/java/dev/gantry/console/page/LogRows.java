package dev.gantry.console.page;

import dev.gantry.log.LogEntry;
import dev.gantry.log.LogStream;
import dev.gantry.model.ObjectId;
import java.util.ArrayList;
import java.util.List;

/**
 * Log entries as the socket's protocol has them: {@code [cursor, time, source, stream, level, text, flags]}, the time in nanoseconds as text since JSON's numbers
 * can't hold it. The stream is {@code out}, {@code err}, or for what is no line {@code start}, {@code exit}, {@code gap}; the level is empty until levels are told apart.
 */
public final class LogRows {

    private static final int COLUMNS = 7;
    private static final String NO_LEVEL = "";

    private LogRows() {}

    /** One row. The flags: {@code c} its end is left out, {@code o} it has no end yet. */
    public static List<Object> row(ObjectId container, LogEntry entry) {
        List<Object> row = new ArrayList<>(COLUMNS);
        row.add(entry.cursor());
        row.add(Long.toString(entry.timeNanos()));
        row.add(container.shortHex());
        row.add(stream(entry));
        row.add(NO_LEVEL);
        row.add(entry instanceof LogEntry.Line line ? line.text() : LogRow.of(entry).divider());
        row.add(entry instanceof LogEntry.Line line ? (line.clipped() ? "c" : "") + (line.open() ? "o" : "") : "");
        return row;
    }

    private static String stream(LogEntry entry) {
        return switch (entry) {
            case LogEntry.Line line -> line.stream() == LogStream.STDERR ? "err" : "out";
            case LogEntry.Started started -> "start";
            case LogEntry.Exited exited -> "exit";
            case LogEntry.Gap gap -> "gap";
        };
    }
}
