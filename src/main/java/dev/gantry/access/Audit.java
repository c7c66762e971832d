package dev.gantry.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The audit trail: who did what, from where, by which way in, and how it ended. Rows are only ever added. */
@ApplicationScoped
public class Audit {

    private final BlockingQueue<Row> rows = new LinkedBlockingQueue<>(10_000);

    /**
     * Adds a row.
     *
     * @param way the way in and where from: {@code unix uid 0}, {@code tcp 127.0.0.1:51034}
     * @param action the permission's verb, {@code containers:start}
     * @param target what it was done to
     * @param outcome the status, or what was refused
     */
    public void record(Principal principal, String way, String action, String target, String outcome) {
        rows.offer(new Row(principal, way, action, target, outcome));
    }

    private record Row(Principal principal, String way, String action, String target, String outcome) {}
}
