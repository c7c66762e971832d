package dev.gantry.exec;

import dev.gantry.container.Attachment;
import dev.gantry.log.OutputChunk;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The client of an exec's streams. Its output ends when the exit code is known: the docker command line asks for the code as soon as the
 * stream ends, and takes one that is not there for 0.
 */
final class ExecAttachment implements Attachment {

    /** A program that closes its output and goes on does not hold its client for longer, in ms. */
    private static final int LONGEST = 2000;

    private final Attachment streams;
    private final CompletableFuture<Void> over;

    ExecAttachment(Attachment streams, CompletableFuture<Void> over) {
        this.streams = streams;
        this.over = over;
    }

    @Override
    public boolean tty() {
        return streams.tty();
    }

    @Override
    public Optional<OutputChunk> read() throws InterruptedException {
        var chunk = streams.read();
        if (chunk.isEmpty()) {
            awaitEnd();
        }
        return chunk;
    }

    private void awaitEnd() throws InterruptedException {
        try {
            over.get(LONGEST, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It goes on without an output; its client need not wait for it.
        } catch (ExecutionException e) {
            throw new IllegalStateException("an exec's end only completes", e);
        }
    }

    @Override
    public boolean ready() {
        return streams.ready();
    }

    @Override
    public boolean write(byte[] bytes, int offset, int length) throws InterruptedException {
        return streams.write(bytes, offset, length);
    }

    @Override
    public void endInput() {
        streams.endInput();
    }

    @Override
    public void close() {
        streams.close();
    }
}
