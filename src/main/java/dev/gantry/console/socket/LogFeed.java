package dev.gantry.console.socket;

import dev.gantry.console.page.LogParts;
import dev.gantry.console.page.LogRows;
import dev.gantry.log.LineReader;
import dev.gantry.log.LogEntry;
import dev.gantry.log.LogQuery;
import dev.gantry.log.LogStore;
import dev.gantry.log.LogStream;
import dev.gantry.model.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * The lines of one container's log, from a cursor on and then as they come. It reads only what the browser has given credit for: with none left it stops, and goes on from disk
 * later, so a slow browser costs no memory and loses no line. Many viewers of one log read the same pages of the kernel's cache.
 */
final class LogFeed implements Feed {

    private static final int MOST_ROWS = 1000;
    private static final int MOST_CHARS = 64 * 1024;
    private static final long BATCH_NANOS = 50_000_000;
    private static final long MOST_CREDIT = 100_000;

    private final String id;
    private final ObjectId container;
    private final LogStore logs;
    private final LogQuery query;
    private final Outbox outbox;
    private final Semaphore credit;
    private long expected;

    LogFeed(Ask ask, ObjectId container, LogStore logs, Outbox outbox) {
        this.id = ask.id();
        this.container = container;
        this.logs = logs;
        this.outbox = outbox;
        Long after = ask.from().get("after");
        Long tail = ask.from().get("tail");
        LogQuery.From from = after != null ? new LogQuery.From.After(Math.max(0, after)) : new LogQuery.From.Tail(Math.clamp(tail == null ? 0 : tail, 0, MOST_ROWS));
        query = new LogQuery(from, Optional.empty(), Set.of(LogStream.STDOUT, LogStream.STDERR, LogStream.MARK), LogQuery.Follow.REMOVAL);
        credit = new Semaphore((int) Math.clamp(ask.credit(), 0, MOST_CREDIT));
        expected = after == null ? 0 : after + 1;
    }

    @Override
    public void credit(long rows) {
        long room = MOST_CREDIT - credit.availablePermits();
        credit.release((int) Math.clamp(rows, 0, Math.max(0, room)));
    }

    @Override
    public void run() throws InterruptedException {
        try (LineReader reader = logs.lines(container, query, LogParts.CLIP)) {
            long lastSent = System.nanoTime() - BATCH_NANOS;
            while (true) {
                List<LogEntry> batch = nextBatch(reader, lastSent);
                if (batch.isEmpty()) {
                    return;
                }
                send(batch);
                lastSent = System.nanoTime();
            }
        }
    }

    /** What has come, soon after the last batch as much as fits, after a pause the first line at once. */
    private List<LogEntry> nextBatch(LineReader reader, long lastSent) throws InterruptedException {
        List<LogEntry> batch = new ArrayList<>();
        int chars = 0;
        do {
            credit.acquire();
            int most = 1 + takeCredit(MOST_ROWS / 4 - 1);
            List<LogEntry> some = reader.next(most);
            credit.release(most - some.size());
            if (some.isEmpty()) {
                return batch;
            }
            batch.addAll(some);
            chars += some.stream().mapToInt(LogFeed::chars).sum();
            long rest = BATCH_NANOS - (System.nanoTime() - lastSent);
            if (!reader.ready() && rest > 0) {
                Thread.sleep(java.time.Duration.ofNanos(rest));
            }
        } while (batch.size() < MOST_ROWS && chars < MOST_CHARS && reader.ready() && credit.availablePermits() > 0);
        return batch;
    }

    private int takeCredit(int atMost) {
        int taken = Math.min(atMost, credit.availablePermits());
        return taken > 0 && credit.tryAcquire(taken) ? taken : 0;
    }

    private void send(List<LogEntry> batch) throws InterruptedException {
        long first = batch.stream().filter(LogEntry.Line.class::isInstance).mapToLong(LogEntry::cursor).min().orElse(0);
        if (expected > 0 && first > expected) {
            outbox.send(Map.of("type", "gap", "id", id, "from", expected, "to", first - 1, "count", first - expected));
        }
        if (first > 0) {
            // Lines of two streams may end in another order than they began; only what retention took from the beginning is a gap.
            expected = 0;
        }
        outbox.send(Map.of("type", "lines", "id", id, "rows", batch.stream().map(entry -> LogRows.row(container, entry)).toList()));
    }

    private static int chars(LogEntry entry) {
        return entry instanceof LogEntry.Line line ? line.text().length() : 1;
    }
}
