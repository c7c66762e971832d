package dev.gantry.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A connected, non-blocking SOCK_SEQPACKET unix socket, unix(7), which carries whole messages and descriptors.
 */
public final class SeqpacketSocket implements AutoCloseable {
    /** Most bytes of a message. */
    public static final int MAX_MESSAGE = 64 << 10;
    /** Most descriptors of a message. */
    public static final int MAX_DESCRIPTORS = 253;
    private static final int TYPE = Libc.SOCK_SEQPACKET | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK;
    private static final int MAX_PATH = 107;
    private static final int CONNECT_TRIES = 200;

    private final Fd fd;
    private final Registration registration;
    private boolean closed;

    /** Takes over a connected non-blocking socket. {@code readable} is as in {@link Poller#register}. */
    public SeqpacketSocket(Poller poller, Fd fd, Runnable readable) {
        this.fd = fd;
        this.registration = poller.register(fd, readable);
    }

    /** Two connected sockets; every call of this side says MSG_DONTWAIT, so the other may block on its own end if it likes. */
    public static Fd[] pair() {
        int[] pair = new int[2];
        if (Libc.socketpair(Libc.AF_UNIX, Libc.SOCK_SEQPACKET | Libc.SOCK_CLOEXEC, 0, pair) != 0) {
            throw new KernelException("socketpair", "SOCK_SEQPACKET", Errno.last());
        }
        return new Fd[] {Fd.of(pair[0]), Fd.of(pair[1])};
    }

    /** Connects to a listening socket; a path over the 107 bytes of an address goes through its folder's descriptor. */
    public static Fd connect(Path path) {
        byte[] bytes = path.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_PATH) {
            return connect(bytes, path);
        }
        try (Fd folder = OpenFile.path(path.getParent())) {
            return connect((folder.path() + "/" + path.getFileName()).getBytes(StandardCharsets.UTF_8), path);
        }
    }

    private static Fd connect(byte[] address, Path named) {
        int number = Libc.socket(Libc.AF_UNIX, TYPE, 0);
        if (number < 0) {
            throw new KernelException("socket", "for " + named, Errno.last());
        }
        Fd fd = Fd.of(number);
        byte[] sockaddr = Arrays.copyOf(ByteBuffer.allocate(2 + address.length + 1).order(ByteOrder.nativeOrder())
                .putShort((short) Libc.AF_UNIX).put(address).array(), 2 + address.length + 1);
        int errno = 0;
        for (int i = 0; i < CONNECT_TRIES; i++) {
            if (Libc.connect(number, sockaddr, sockaddr.length) == 0) {
                return fd;
            }
            errno = Errno.last();
            if (errno != Errno.EAGAIN) {
                break;
            }
            pause();
        }
        fd.close();
        throw new KernelException("connect", named.toString(), errno);
    }

    /** A full backlog answers EAGAIN and nothing announces that it has room again. */
    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the handler be called from now on. */
    public void listen() {
        registration.listen();
    }

    /** Sends a whole message, parking while the other end is slow; KernelException EPIPE once it has gone. */
    public void send(byte[] message, List<Fd> descriptors) {
        while (!trySend(message, descriptors)) {
            registration.awaitWritable();
        }
    }

    /** Sends a whole message unless that would wait. */
    public synchronized boolean trySend(byte[] message, List<Fd> descriptors) {
        if (closed) {
            throw new KernelException("sendmsg", "a closed socket", Errno.EPIPE);
        }
        long sent;
        if (descriptors.isEmpty()) {
            sent = Libc.send(fd.number(), message, message.length, Libc.MSG_NOSIGNAL | Libc.MSG_DONTWAIT);
        } else {
            MessageHeader header = MessageHeader.take();
            sent = Libc.sendmsg(fd.number(), header.toSend(message, descriptors), Libc.MSG_NOSIGNAL | Libc.MSG_DONTWAIT);
            int errno = sent < 0 ? Errno.last() : 0;
            header.giveBack();
            return done(sent, errno);
        }
        return done(sent, sent < 0 ? Errno.last() : 0);
    }

    private boolean done(long sent, int errno) {
        if (sent >= 0) {
            return true;
        }
        if (errno == Errno.EAGAIN) {
            return false;
        }
        throw new KernelException("sendmsg", fd.toString(), errno);
    }

    /** The next message; empty if there is none yet. */
    public synchronized Optional<Datagram> tryReceive() {
        if (closed) {
            return Optional.of(new Datagram(new byte[0], List.of()));
        }
        MessageHeader header = MessageHeader.take();
        long length;
        int errno;
        // A peer that closes with unread messages resets the connection. The kernel tells that once, before what the peer had sent: its last words follow.
        do {
            length = Libc.recvmsg(fd.number(), header.toReceive(), Libc.MSG_DONTWAIT | Libc.MSG_CMSG_CLOEXEC);
            errno = length < 0 ? Errno.last() : 0;
        } while (errno == Errno.ECONNRESET);
        try {
            if (errno == Errno.EAGAIN) {
                return Optional.empty();
            }
            if (errno != 0) {
                throw new KernelException("recvmsg", fd.toString(), errno);
            }
            Datagram datagram = new Datagram(header.data((int) length), header.descriptors());
            if ((header.flags() & (Libc.MSG_TRUNC | Libc.MSG_CTRUNC)) != 0) {
                datagram.discard();
                throw new KernelException("recvmsg", fd + " (the message was cut)", Errno.EMSGSIZE);
            }
            return Optional.of(datagram);
        } finally {
            header.giveBack();
        }
    }

    /** The next message, parking until there is one. */
    public Datagram receive() {
        while (true) {
            Optional<Datagram> received = tryReceive();
            if (received.isPresent()) {
                return received.get();
            }
            registration.awaitReadable();
        }
    }

    @Override
    public void close() {
        registration.close();
        synchronized (this) {
            closed = true;
            fd.close();
        }
    }
}
