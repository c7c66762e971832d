package dev.gantry.linux.runner;

import dev.gantry.linux.Datagram;
import dev.gantry.linux.Errno;
import dev.gantry.linux.Fd;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.Poller;
import dev.gantry.linux.SeqpacketSocket;
import dev.gantry.linux.spec.Fields;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;

/**
 * One client's view of the output of an exec or of a container without a log. It is read by one thread, as fast as that one likes: the
 * socket's buffer is the back-pressure. Any thread may close it, which ends a read that waits.
 */
public final class MonitorOutput implements AutoCloseable {
    private static final int HELLO = 1;

    private final SeqpacketSocket socket;
    private final Queue<Message> early = new ArrayDeque<>();
    private boolean over;

    private MonitorOutput(SeqpacketSocket socket) {
        this.socket = socket;
    }

    /** Bytes of one stream: 1 stdout (and a terminal), 2 stderr. */
    public record Chunk(int stream, byte[] data) {
    }

    /** Returns once the monitor has taken note: ATTACH has no answer, but the answer to a HELLO behind it says that it was read. */
    static MonitorOutput attach(Poller poller, Fd fd) {
        MonitorOutput output = new MonitorOutput(new SeqpacketSocket(poller, fd, () -> { }));
        try {
            output.socket.send(Message.encode(MessageType.ATTACH, 0), List.of());
            output.socket.send(Message.encode(MessageType.HELLO, HELLO, new Fields().u32(Tag.PROTOCOL, 1)), List.of());
            for (Message message = output.receive(); message.type() != MessageType.STATE; message = output.receive()) {
                output.early.add(message);
            }
            return output;
        } catch (RuntimeException failure) {
            output.close();
            throw failure;
        }
    }

    /** Waits for the next bytes; empty when no more will come, or after {@link #close()}. The process waits for a slow reader. */
    public Optional<Chunk> next() {
        while (!over) {
            Message message;
            try {
                message = early.isEmpty() ? receive() : early.remove();
            } catch (KernelException | CancellationException end) {
                over = true;
                break;
            }
            switch (message.type()) {
                case OUTPUT -> {
                    return Optional.of(new Chunk((int) message.number(Tag.STREAM), message.bytes(Tag.DATA)));
                }
                case OUTPUT_END, EXIT, ERROR -> over = true;
                default -> {
                    // What every connection is told, but this one does not show.
                }
            }
        }
        return Optional.empty();
    }

    private Message receive() {
        Datagram datagram = socket.receive();
        datagram.descriptors().forEach(Fd::close);
        if (datagram.end()) {
            throw new KernelException("recvmsg", "output", Errno.EPIPE);
        }
        return Message.decode(datagram.data());
    }

    @Override
    public void close() {
        socket.close();
    }
}
