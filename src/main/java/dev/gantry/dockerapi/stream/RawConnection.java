package dev.gantry.dockerapi.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bytes of a connection that HTTP has given up: blocking reads and writes for virtual threads, each with back-pressure, and half-close in both
 * directions. One thread reads; any may write or close.
 */
public final class RawConnection implements AutoCloseable {

    private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    private static final int LINGER_SECONDS = 5;

    private final Channel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ByteBuf> received = new ArrayDeque<>();
    private boolean reading;
    private boolean inputEnded;
    private boolean gone;
    private Runnable whenGone = () -> {};
    /** Touched by the event loop only. */
    private boolean closing;

    RawConnection(Channel channel) {
        this.channel = channel;
    }

    /** Makes the channel ours; on its event loop. No byte that came behind the request is lost. */
    Inbound prepare() {
        channel.config().setAutoRead(false);
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.config().setWriteBufferWaterMark(UNSENT);
        return new Inbound();
    }

    /** The next bytes of the client, waiting for them; empty at its half-close and when it has gone. Only a call of this reads from the socket. */
    public Optional<byte[]> read() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (received.isEmpty() && !inputEnded) {
                if (!reading) {
                    reading = true;
                    channel.read();
                }
                changed.await();
            }
            ByteBuf next = received.poll();
            return next == null ? Optional.empty() : Optional.of(bytes(next));
        } finally {
            lock.unlock();
        }
    }

    /** Sends, waiting while the client does not take what was sent before. Returns false when it has gone; the buffer is released in any case. */
    public boolean write(ByteBuf buffer) throws InterruptedException {
        boolean sent = false;
        lock.lockInterruptibly();
        try {
            while (!channel.isWritable() && !gone) {
                changed.await();
            }
            if (!gone) {
                sent = true;
                channel.writeAndFlush(buffer);
            }
            return sent;
        } finally {
            lock.unlock();
            if (!sent) {
                buffer.release();
            }
        }
    }

    /** Half-close: the client reads an end of file once it has read all that was sent. */
    public void endOutput() {
        // An empty write first: what is queued before it has gone to the kernel when its listener runs.
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> {
            if (channel instanceof DuplexChannel duplex && duplex.isActive()) {
                duplex.shutdownOutput();
            } else {
                channel.close();
            }
        });
    }

    /** Runs this when the connection is gone, at once if it is already. It must not block. */
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

    /**
     * Ends both directions once everything written has been sent. What the client still sends is passed over for a while: a socket that is closed with
     * unread bytes gives its peer a reset in place of the end of file.
     */
    @Override
    public void close() {
        endOutput();
        channel.eventLoop().execute(() -> {
            closing = true;
            if (inputEnded) {
                closeWhenSent();
            } else {
                channel.config().setAutoRead(true);
                channel.eventLoop().schedule(() -> channel.close(), LINGER_SECONDS, TimeUnit.SECONDS);
            }
        });
    }

    private void closeWhenSent() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> channel.close());
    }

    private static byte[] bytes(ByteBuf buffer) {
        try {
            byte[] bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            return bytes;
        } finally {
            buffer.release();
        }
    }

    /** The only handler of the channel (besides TLS). */
    final class Inbound extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (!(message instanceof ByteBuf bytes) || !bytes.isReadable()) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (closing) {
                bytes.release();
                return;
            }
            change(() -> received.add(bytes));
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            change(() -> reading = false);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
                change(() -> inputEnded = true);
                if (closing) {
                    closeWhenSent();
                }
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            change(() -> {});
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            change(() -> {
                inputEnded = true;
                gone = true;
                received.forEach(ByteBuf::release);
                received.clear();
            });
            whenGone.run();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A reset or a broken pipe: the client has gone, and channelInactive follows.
            context.close();
        }

        private void change(Runnable step) {
            lock.lock();
            try {
                step.run();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
