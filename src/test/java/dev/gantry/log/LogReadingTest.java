package dev.gantry.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.linux.runner.LogPosition;
import dev.gantry.log.LogQuery.Follow;
import dev.gantry.log.LogQuery.From;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReadingTest {

    private static final int BEGINS_OPEN = 1;
    private static final int ENDS_OPEN = 2;

    @TempDir
    Path directory;

    private SegmentWriter writer;

    /** Two segments; a line of stdout (3) is cut by one of stderr (4). */
    @BeforeEach
    void write() throws Exception {
        writer = new SegmentWriter(directory)
                .segment(1, 1, 100)
                .record(LogStream.MARK, 100, 1, 0, "event=start\n")
                .record(LogStream.STDOUT, 110, 1, 0, "one\ntwo\n")
                .record(LogStream.STDOUT, 120, 3, ENDS_OPEN, "thr")
                .segment(2, 4, 130)
                .record(LogStream.STDERR, 130, 4, 0, "four\n")
                .record(LogStream.STDOUT, 140, 3, BEGINS_OPEN, "ee\n")
                .record(LogStream.STDOUT, 150, 5, 0, "five\nsix\n");
    }

    @Test
    void everythingIsReadInOrderOverSegments() throws Exception {
        assertEquals("one\ntwo\nthrfour\nee\nfive\nsix\n", read(LogQuery.ALL));
        assertEquals("four\n", read(LogQuery.ALL.streams(Set.of(LogStream.STDERR))));
    }

    @Test
    void aTailCountsLinesBackwardsAndBeginsInsideARecord() throws Exception {
        assertEquals("six\n", read(LogQuery.ALL.from(new From.Tail(1))));
        assertEquals("four\nfive\nsix\n", read(LogQuery.ALL.from(new From.Tail(3))));
        assertEquals("three\nfive\nsix\n", read(LogQuery.ALL.from(new From.Tail(3)).streams(Set.of(LogStream.STDOUT))));
        assertEquals("two\nthrfour\nee\nfive\nsix\n", read(LogQuery.ALL.from(new From.Tail(5))));
        assertEquals("one\ntwo\nthrfour\nee\nfive\nsix\n", read(LogQuery.ALL.from(new From.Tail(100))));
        assertEquals("", read(LogQuery.ALL.from(new From.Tail(0))));
    }

    @Test
    void aCursorIsGoneOnAfterWithoutLossOrRepeat() throws Exception {
        assertEquals("two\nthrfour\nee\nfive\nsix\n", read(LogQuery.ALL.from(new From.After(1))));
        assertEquals("five\nsix\n", read(LogQuery.ALL.from(new From.After(4))));
        assertEquals("", read(LogQuery.ALL.from(new From.After(6))));
    }

    @Test
    void sinceAndUntilAreTimesOfRecords() throws Exception {
        assertEquals("four\nee\nfive\nsix\n", read(LogQuery.ALL.from(new From.Since(Instant.ofEpochSecond(0, 130)))));
        assertEquals("one\ntwo\nthr", read(new LogQuery(new From.Start(), Optional.of(Instant.ofEpochSecond(0, 120)), LogQuery.ALL.streams(), Follow.NO)));
    }

    @Test
    void aTornTailIsNotThereYet() throws Exception {
        writer.torn(30);
        assertEquals("six\n", read(LogQuery.ALL.from(new From.Tail(1))));
        assertTrue(read(LogQuery.ALL).endsWith("six\n"));
    }

    @Test
    void linesAreJoinedAcrossRecordsAndKeepTheirCursors() throws Exception {
        var query = LogQuery.ALL.streams(Set.of(LogStream.STDOUT, LogStream.STDERR, LogStream.MARK));
        try (var lines = new LineAssembly(reader(query, null, 0), 100, false, true)) {
            var entries = new ArrayList<LogEntry>();
            for (var some = lines.next(100); !some.isEmpty(); some = lines.next(100)) {
                entries.addAll(some);
            }
            assertTrue(entries.getFirst() instanceof LogEntry.Started);
            assertEquals(List.of("1 one", "2 two", "4 four", "3 three", "5 five", "6 six"),
                    entries.stream().filter(LogEntry.Line.class::isInstance).map(LogEntry.Line.class::cast).map(line -> line.cursor() + " " + line.text()).toList());
        }
    }

    @Test
    void aFollowerWaitsForMoreAndEndsWithTheRun() throws Exception {
        var tip = new LogTip();
        var asked = new AtomicReference<>(new CompletableFuture<LogPosition>());
        tip.begin(1, (segment, offset) -> asked.get());
        var seen = new ByteArrayOutputStream();
        var follower = Thread.ofVirtual().start(() -> {
            try (var reader = reader(LogQuery.ALL.from(new From.Tail(0)).follow(Follow.RUN), tip, 1)) {
                for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                    chunk.get().output().writeTo(seen);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Thread.sleep(100);
        writer.record(LogStream.STDOUT, 160, 7, 0, "seven\n");
        var first = asked.getAndSet(new CompletableFuture<>());
        first.complete(new LogPosition(2, directory.resolve("0000000002.glog").toFile().length(), 8));
        Thread.sleep(100);
        writer.record(LogStream.STDOUT, 170, 8, 0, "eight\n");
        tip.end(1);
        assertTrue(follower.join(Duration.ofSeconds(5)));
        assertEquals("seven\neight\n", seen.toString());
    }

    private RecordReader reader(LogQuery query, LogTip tip, int run) {
        var segments = new Segments(directory);
        return new RecordReader(segments, tip, query, run, new Search(segments, query.streams()).find(query.from()));
    }

    private String read(LogQuery query) throws Exception {
        var all = new ByteArrayOutputStream();
        try (var reader = reader(query, null, 0)) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                chunk.get().output().writeTo(all);
            }
        }
        return all.toString();
    }
}
