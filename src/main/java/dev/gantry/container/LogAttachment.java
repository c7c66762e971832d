package dev.gantry.container;

import dev.gantry.linux.runner.MonitorInput;
import dev.gantry.log.LogChunk;
import dev.gantry.log.LogReader;
import dev.gantry.log.OutputChunk;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A client that reads a container's log from its own position on. */
final class LogAttachment implements Attachment {

    private final boolean tty;
    private final LogReader reader;
    private final StdinClient stdin;

    /** {@code input} is null for a client without input. */
    LogAttachment(boolean tty, LogReader reader, CompletableFuture<MonitorInput> input) {
        this.tty = tty;
        this.reader = reader;
        this.stdin = new StdinClient(input);
    }

    @Override
    public boolean tty() {
        return tty;
    }

    @Override
    public Optional<OutputChunk> read() throws InterruptedException {
        var next = reader.next();
        while (next.isPresent() && next.get().output().length() == 0) {
            next = reader.next();
        }
        return next.map(LogChunk::output);
    }

    @Override
    public boolean ready() {
        return reader.ready();
    }

    @Override
    public boolean write(byte[] bytes, int offset, int length) throws InterruptedException {
        return stdin.write(bytes, offset, length);
    }

    @Override
    public void endInput() {
        stdin.end();
    }

    @Override
    public void close() {
        reader.close();
        stdin.close();
    }
}
