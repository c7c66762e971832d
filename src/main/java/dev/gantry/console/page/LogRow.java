package dev.gantry.console.page;

import dev.gantry.log.LogEntry;
import dev.gantry.log.LogStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * A row of a log as a page's first paint has it; the page's script draws later ones the same way.
 *
 * @param time of the day, UTC, until the script makes it local
 * @param written the line as it was written, where it holds more than plain text; else empty
 * @param text the line without control sequences
 * @param divider what a row says that is no line: a start, an end, a gap; empty for a line
 */
public record LogRow(long cursor, String exactTime, String time, boolean stderr, String written, String text, boolean clipped, boolean open, String divider) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    /** ECMA-48 control sequences and strings, two-character escapes, and the control characters but tab. */
    private static final Pattern CONTROLS = Pattern.compile("\\e\\[[0-?]*[ -/]*[@-~]|\\e[\\]PX^_][^\\a\\e]*(?:\\a|\\e\\\\)?|\\e[ -/]*[0-~]?|[\\x00-\\x08\\x0a-\\x1f\\x7f]");

    static LogRow of(LogEntry entry) {
        return switch (entry) {
            case LogEntry.Line line -> line(line);
            case LogEntry.Started started -> divider(started, "started" + at(started) + (started.run() > 1 ? ", run " + started.run() : ""));
            case LogEntry.Exited exited -> divider(exited, "ended, exit " + exited.code() + (exited.oomKilled() ? " (out of memory)" : "") + at(exited));
            case LogEntry.Gap gap -> divider(gap, Shown.bytes(gap.bytes()) + " were dropped here: the log could not keep up");
        };
    }

    private static LogRow line(LogEntry.Line line) {
        String raw = line.text();
        // What "\r" overwrites is not seen: only what follows the last one, as a terminal would leave it in the usual case of a whole new line.
        int end = raw.endsWith("\r") ? raw.length() - 1 : raw.length();
        String last = raw.substring(raw.lastIndexOf('\r', end - 1) + 1, end);
        String text = CONTROLS.matcher(last).replaceAll("");
        Instant time = Instant.ofEpochSecond(0, line.timeNanos());
        return new LogRow(line.cursor(), time.toString(), TIME.format(time), line.stream() == LogStream.STDERR, text.equals(raw) ? "" : raw, text, line.clipped(), line.open(), "");
    }

    private static LogRow divider(LogEntry entry, String text) {
        return new LogRow(entry.cursor(), Instant.ofEpochSecond(0, entry.timeNanos()).toString(), "", false, "", "", false, false, text);
    }

    private static String at(LogEntry entry) {
        return " " + TIME.format(Instant.ofEpochSecond(0, entry.timeNanos())).substring(0, 8);
    }
}
