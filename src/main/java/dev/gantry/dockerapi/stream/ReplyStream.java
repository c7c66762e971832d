package dev.gantry.dockerapi.stream;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The body of an answer that is sent as it comes to be, in chunks. For virtual threads: a write waits while the client does not read. */
public final class ReplyStream {

    private final HttpServerResponse response;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean gone;
    private boolean ended;
    private Runnable whenGone = () -> {};

    ReplyStream(HttpServerResponse response) {
        this.response = response;
        response.drainHandler(nothing -> wake(false));
    }

    /** Sends a chunk. Returns false when the client has gone. */
    public boolean write(byte[] bytes) throws InterruptedException {
        return write(Buffer.buffer(bytes));
    }

    /** Sends a chunk of these bytes, which must not be changed afterwards. Returns false when the client has gone. */
    public boolean write(ByteBuf bytes) throws InterruptedException {
        return write(Buffer.buffer(bytes));
    }

    /** Runs this when the client has gone, at once if it has already. It must not block. */
    public void whenGone(Runnable action) {
        lock.lock();
        try {
            whenGone = action;
            if (!gone) {
                return;
            }
        } finally {
            lock.unlock();
        }
        action.run();
    }

    void gone() {
        if (!ended) {
            wake(true);
            whenGone.run();
        }
    }

    void end() {
        ended = true;
        if (!response.ended() && !response.closed()) {
            response.end();
        }
    }

    private boolean write(Buffer buffer) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!gone && response.writeQueueFull()) {
                changed.await();
            }
            if (gone) {
                return false;
            }
        } finally {
            lock.unlock();
        }
        response.write(buffer);
        return true;
    }

    private void wake(boolean nowGone) {
        lock.lock();
        try {
            gone |= nowGone;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
