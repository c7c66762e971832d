package dev.gantry.linux.runner;

import dev.gantry.linux.Fd;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.Poller;
import dev.gantry.linux.spec.Fields;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/**
 * One client's way to a container's stdin. Used by one thread; any other may close it, which wakes a write that waits.
 */
public final class MonitorInput implements AutoCloseable {
    /** Half of the largest message: two fit into the socket's buffer, so that sender and monitor overlap. */
    private static final int CHUNK = 32 << 10;

    private final Connection connection;
    private volatile boolean gone;

    MonitorInput(Poller poller, Fd socket, Path stateDir) {
        connection = new Connection(poller, socket, "stdin of " + stateDir, new Connection.Listener() {
            @Override
            public void message(Message message) {
                gone |= message.type() == MessageType.INPUT_GONE || message.type() == MessageType.EXIT;
            }

            @Override
            public void end() {
                gone = true;
            }
        });
        connection.listen();
    }

    /** Sends all remaining bytes, waiting while the container is slow. False once nobody reads stdin any more. */
    public boolean write(ByteBuffer data) {
        while (data.hasRemaining()) {
            byte[] chunk = new byte[Math.min(CHUNK, data.remaining())];
            data.get(chunk);
            if (!tell(MessageType.INPUT, new Fields().bytes(Tag.DATA, chunk))) {
                return false;
            }
        }
        return !gone;
    }

    /** Half-close: stdin ends once all that was written has been read; ignored on a terminal. */
    public void end() {
        tell(MessageType.INPUT_END, new Fields());
    }

    private boolean tell(MessageType type, Fields fields) {
        if (gone) {
            return false;
        }
        try {
            connection.tell(type, fields);
            return true;
        } catch (KernelException | CancellationException end) {
            gone = true;
            return false;
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
