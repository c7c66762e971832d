package dev.gantry.exec;

import dev.gantry.linux.runner.Monitor;
import dev.gantry.model.ObjectId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** One exec's state: prepared, running, ended. */
final class Exec {

    private final ObjectId id;
    private final ObjectId container;
    private final ExecConfig config;
    private boolean begun;
    private Monitor monitor;
    private int pid;
    private OptionalInt exitCode = OptionalInt.empty();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    Exec(ObjectId id, ObjectId container, ExecConfig config) {
        this.id = id;
        this.container = container;
        this.config = config;
    }

    ObjectId id() {
        return id;
    }

    ObjectId container() {
        return container;
    }

    ExecConfig config() {
        return config;
    }

    /** Whether the caller is the one to start it; only the first is. */
    synchronized boolean begin() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    synchronized void running(Monitor present, int newPid) {
        monitor = present;
        pid = newPid;
    }

    synchronized void ended(int code) {
        monitor = null;
        pid = 0;
        exitCode = OptionalInt.of(code);
        over.complete(null);
    }

    /** Completes when it has ended and its exit code can be read. */
    CompletableFuture<Void> over() {
        return over;
    }

    synchronized Optional<Monitor> monitor() {
        return Optional.ofNullable(monitor);
    }

    synchronized ExecView view() {
        return new ExecView(id, container, config, monitor != null, pid, exitCode);
    }
}
