package dev.gantry.container;

import dev.gantry.linux.runner.MonitorInput;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One client's way to stdin, which may come before the container's start. */
public final class StdinClient implements AutoCloseable {

    private final CompletableFuture<MonitorInput> input;

    /** {@code input} is null for a client without input; it fails where the container can't be started. */
    public StdinClient(CompletableFuture<MonitorInput> input) {
        this.input = input;
    }

    /** See {@link Attachment#write}. */
    public boolean write(byte[] bytes, int offset, int length) throws InterruptedException {
        if (input == null) {
            return false;
        }
        try {
            return input.get().write(ByteBuffer.wrap(bytes, offset, length));
        } catch (ExecutionException e) {
            return false;
        }
    }

    /** See {@link Attachment#endInput}. */
    public void end() {
        if (input != null) {
            input.thenAccept(MonitorInput::end);
        }
    }

    @Override
    public void close() {
        if (input != null) {
            input.thenAccept(MonitorInput::close);
        }
    }
}
