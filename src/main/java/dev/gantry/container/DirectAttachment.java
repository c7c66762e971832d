package dev.gantry.container;

import dev.gantry.linux.runner.MonitorInput;
import dev.gantry.linux.runner.MonitorOutput;
import dev.gantry.log.LogStream;
import dev.gantry.log.OutputChunk;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A client that the monitor itself sends the output to: of an exec, or of a container without a log. */
public final class DirectAttachment implements Attachment {

    private final boolean tty;
    private final Set<LogStream> streams;
    private final CompletableFuture<MonitorOutput> output;
    private final StdinClient stdin;

    /** {@code input} is null for a client without input. */
    public DirectAttachment(boolean tty, Set<LogStream> streams, CompletableFuture<MonitorOutput> output, CompletableFuture<MonitorInput> input) {
        this.tty = tty;
        this.streams = Set.copyOf(streams);
        this.output = output;
        this.stdin = new StdinClient(input);
    }

    @Override
    public boolean tty() {
        return tty;
    }

    @Override
    public Optional<OutputChunk> read() throws InterruptedException {
        try {
            var from = output.get();
            for (var chunk = from.next(); chunk.isPresent(); chunk = from.next()) {
                var stream = LogStream.of(chunk.get().stream());
                if (streams.contains(stream)) {
                    return Optional.of(new OutputChunk(stream, chunk.get().data(), 0, chunk.get().data().length));
                }
            }
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean ready() {
        return false;
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
        output.thenAccept(MonitorOutput::close);
        stdin.close();
    }
}
