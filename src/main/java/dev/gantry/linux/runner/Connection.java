package dev.gantry.linux.runner;

import dev.gantry.linux.Datagram;
import dev.gantry.linux.Errno;
import dev.gantry.linux.Fd;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.Poller;
import dev.gantry.linux.SeqpacketSocket;
import dev.gantry.linux.spec.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * A connection to the spawner or to a monitor: asks and waits for the answer with the same request number, and hands everything that was
 * not asked for to its listener, on the poller's thread.
 */
final class Connection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Connection.class);
    /** How many messages are taken before the poller looks at its other descriptors. */
    private static final int BATCH = 32;

    private final SeqpacketSocket socket;
    private final String name;
    private final Listener listener;
    private final Map<Integer, CompletableFuture<Reply>> pending = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    /** What came unasked. */
    interface Listener {
        void message(Message message);

        /** The other end has gone, or this end was closed; called once. */
        void end();
    }

    /** An answer and the descriptors that came with it. */
    record Reply(Message message, List<Fd> descriptors) {
    }

    /** Takes over a socket; {@code name} says in errors who is at the other end. */
    Connection(Poller poller, Fd fd, String name, Listener listener) {
        this.name = name;
        this.listener = listener;
        this.socket = new SeqpacketSocket(poller, fd, this::readable);
    }

    /** Begins to read. */
    void listen() {
        socket.listen();
    }

    /** Asks; the future fails with a KernelException EPIPE where the connection ends first. */
    CompletableFuture<Reply> ask(MessageType type, Fields fields, List<Fd> descriptors) {
        int request = requests.incrementAndGet();
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        pending.put(request, answer);
        try {
            socket.send(Message.encode(type, request, fields), descriptors);
        } catch (RuntimeException failure) {
            pending.remove(request);
            throw failure;
        }
        if (over.get() && pending.remove(request) != null) {
            answer.completeExceptionally(gone());
        }
        return answer;
    }

    /** Says something that is not answered. */
    void tell(MessageType type, Fields fields) {
        socket.send(Message.encode(type, 0, fields), List.of());
    }

    /** Says something from the poller's thread, which may not wait: if the other end is slow, another thread does. */
    void tellSoon(MessageType type, Fields fields) {
        byte[] message = Message.encode(type, 0, fields);
        try {
            if (!socket.trySend(message, List.of())) {
                Thread.startVirtualThread(() -> tell(type, fields));
            }
        } catch (KernelException end) {
            // Reading tells the end of the connection too.
            return;
        }
    }

    boolean isOver() {
        return over.get();
    }

    private void readable() {
        for (int i = 0; i < BATCH; i++) {
            Optional<Datagram> received;
            try {
                received = socket.tryReceive();
            } catch (KernelException failure) {
                close();
                return;
            }
            if (received.isEmpty()) {
                return;
            }
            if (received.get().end()) {
                close();
                return;
            }
            deliver(received.get());
        }
    }

    private void deliver(Datagram datagram) {
        Message message;
        try {
            message = Message.decode(datagram.data());
        } catch (Message.MalformedMessage malformed) {
            datagram.discard();
            close();
            return;
        }
        CompletableFuture<Reply> asked = message.request() == 0 ? null : pending.remove(message.request());
        if (asked != null) {
            asked.complete(new Reply(message, datagram.descriptors()));
        } else {
            datagram.discard();
            tellListener(message);
        }
    }

    private void tellListener(Message message) {
        try {
            listener.message(message);
        } catch (RuntimeException failure) {
            // A field of the wrong size, say: what comes after can't be trusted either, and whoever waits must hear of the end.
            LOG.errorf(failure, "A message of %s can't be understood; the connection is closed", name);
            close();
        }
    }

    private KernelException gone() {
        return new KernelException("recvmsg", name, Errno.EPIPE);
    }

    @Override
    public void close() {
        if (over.compareAndSet(false, true)) {
            socket.close();
            pending.values().removeIf(answer -> answer.completeExceptionally(gone()) || true);
            listener.end();
        }
    }
}
