package dev.gantry.dockerapi.stream;

import dev.gantry.container.Attachment;
import dev.gantry.log.OutputChunk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Optional;

/**
 * Joins a client's connection with the streams of a process until the output ends, the client has gone, or the detach keys were pressed. Each direction has
 * a thread and waits for the slower side.
 */
public final class AttachSession implements RawReply.Session {

    private static final int BATCH = 128 * 1024;

    private final Attachment process;
    private final boolean input;
    private final DetachKeys keys;

    /**
     * @param input whether what the client sends goes to stdin
     * @param keys looked for on a terminal only
     */
    public AttachSession(Attachment process, boolean input, DetachKeys keys) {
        this.process = process;
        this.input = input;
        this.keys = keys;
    }

    @Override
    public void run(RawConnection client) throws InterruptedException {
        try (process) {
            client.whenGone(() -> Thread.startVirtualThread(process::close));
            Thread copier = input ? Thread.ofVirtual().name("stdin").start(() -> copyInput(client)) : null;
            copyOutput(client);
            if (copier != null) {
                copier.interrupt();
            }
        }
    }

    private void copyOutput(RawConnection client) throws InterruptedException {
        boolean framed = !process.tty();
        while (true) {
            Optional<OutputChunk> next = process.read();
            if (next.isEmpty()) {
                return;
            }
            ByteBuf batch = PooledByteBufAllocator.DEFAULT.directBuffer(next.get().length() + Frames.HEAD);
            append(batch, framed, next.get());
            while (batch.readableBytes() < BATCH && process.ready()) {
                next = process.read();
                if (next.isEmpty()) {
                    break;
                }
                append(batch, framed, next.get());
            }
            if (!client.write(batch)) {
                return;
            }
        }
    }

    private static void append(ByteBuf batch, boolean framed, OutputChunk chunk) {
        Frames.append(batch, framed, chunk.stream(), chunk.bytes(), chunk.offset(), chunk.length());
    }

    private void copyInput(RawConnection client) {
        try {
            for (Optional<byte[]> next = client.read(); next.isPresent(); next = client.read()) {
                byte[] bytes = process.tty() ? keys.filter(next.get()) : next.get();
                if (bytes == null) {
                    // Detached: the output ends for this client, the process goes on.
                    process.close();
                    return;
                }
                if (bytes.length > 0 && !process.write(bytes, 0, bytes.length)) {
                    return;
                }
            }
            process.endInput();
        } catch (InterruptedException e) {
            // The output has ended: nobody reads the input any more.
        }
    }
}
