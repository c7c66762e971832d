package dev.gantry.access;

import dev.gantry.model.Digest;
import dev.gantry.record.DbWriter;
import dev.gantry.record.Rows;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The audit trail: who did what, from where, by which way in, and how it ended. Rows are only ever added (the database refuses anything else) and each one's
 * hash covers the one before.
 *
 * <p>A row is handed to the writer and shares a commit with what is written then, so that a container's start does not wait for it.
 */
@ApplicationScoped
public class Audit {

    private static final Logger LOG = Logger.getLogger(Audit.class);
    private static final int LONGEST_TEXT = 512;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final String NO_ROW_BEFORE = "0".repeat(64);

    private final DbWriter writer;
    /** This and the next are the writer's thread's. */
    private final MessageDigest hasher = Digest.sha256();
    /** Where the trail ends; empty where the database has to be asked: at first, and behind a row that is not committed and may be undone. */
    private Optional<AuditRow.End> end = Optional.empty();

    @Inject
    Audit(DbWriter writer) {
        this.writer = writer;
    }

    /**
     * Adds a row.
     *
     * @param way the way in and where from: {@code unix uid 0}, {@code tcp 127.0.0.1:51034}
     * @param action the permission's verb, {@code containers:start}
     * @param target what it was done to
     * @param outcome the status, or what was refused
     */
    public void record(Principal principal, String way, String action, String target, String outcome) {
        long time = System.currentTimeMillis();
        writer.later(rows -> append(row(time, principal, way, action, target, outcome), rows)).whenComplete((written, failure) -> {
            if (failure != null) {
                LOG.errorf(failure, "an audit row could not be written: %s %s %s %s", principal.name(), action, target, outcome);
            }
        });
    }

    /** The newest rows, newest first. */
    public List<AuditRow> newest(int count) {
        return writer.write(() -> AuditRow.<AuditRow>findAll(Sort.descending("sequence")).page(0, count).list());
    }

    /** The first row whose hash is not that of its content and the row before; empty where the trail is whole. */
    public Optional<Long> firstBroken() {
        return writer.write(() -> {
            String before = NO_ROW_BEFORE;
            for (AuditRow row : AuditRow.<AuditRow>listAll(Sort.ascending("sequence"))) {
                if (!row.hash.equals(hash(before, row))) {
                    return Optional.of(row.sequence);
                }
                before = row.hash;
            }
            return Optional.empty();
        });
    }

    private static AuditRow row(long time, Principal principal, String way, String action, String target, String outcome) {
        AuditRow row = new AuditRow();
        row.time = time;
        row.principal = oneLine(principal.name());
        row.kind = principal.kind().name();
        row.way = way;
        row.action = action;
        row.target = oneLine(target);
        row.outcome = oneLine(outcome);
        return row;
    }

    private AuditRow append(AuditRow row, Rows rows) throws SQLException {
        AuditRow.End before = end.isPresent() ? end.get() : AuditRow.end(rows).orElse(new AuditRow.End(0, NO_ROW_BEFORE));
        row.sequence = before.sequence() + 1;
        row.hash = hash(before.hash(), row);
        end = Optional.empty();
        row.insert(rows);
        writer.afterCommit(() -> end = Optional.of(new AuditRow.End(row.sequence, row.hash)));
        return row;
    }

    private String hash(String before, AuditRow row) {
        String text = String.join("\n", before, Long.toString(row.sequence), Long.toString(row.time), row.principal, row.kind, row.way, row.action, row.target, row.outcome);
        hasher.update(text.getBytes(StandardCharsets.UTF_8));
        return Digest.of(hasher).hex();
    }

    /** A new line would let a target speak for the fields after it; nothing a caller sends may be kept without bound. */
    private static String oneLine(String text) {
        String line = CONTROL.matcher(text).replaceAll("\uFFFD");
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
    }
}
