package dev.gantry.linux;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * One platform thread with epoll that serves every native descriptor of the engine; one an engine. A native call pins the
 * carrier of a virtual thread, so whoever has to wait for a descriptor parks on a future that this thread completes.
 */
public final class Poller implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Poller.class);
    private static final int BATCH = 64;
    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int MODIFY = 3;
    /** struct epoll_event is packed on x86-64 only, epoll_event(3type). */
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
    private static final int EVENT_SIZE = PACKED ? 12 : 16;
    private static final int DATA_OFFSET = PACKED ? 4 : 8;
    private static final long WAKE_UP = 0;

    private final Fd epoll;
    private final Fd wakeUp;
    private final Map<Long, Registration> registrations = new ConcurrentHashMap<>();
    private final AtomicLong keys = new AtomicLong(WAKE_UP);
    private final Thread thread;
    private volatile boolean closed;

    private Poller() {
        epoll = open("epoll_create1", Libc.epoll_create1(Libc.EPOLL_CLOEXEC));
        wakeUp = open("eventfd", Libc.eventfd(0, Libc.EFD_CLOEXEC_NONBLOCK));
        control(ADD, wakeUp.number(), Registration.EPOLLIN, WAKE_UP);
        thread = Thread.ofPlatform().name("gantry-poller").daemon(true).unstarted(this::run);
    }

    /** Starts the thread. */
    public static Poller start() {
        Poller poller = new Poller();
        poller.thread.start();
        return poller;
    }

    /**
     * Watches a descriptor, which stays the caller's and is closed only after {@link Registration#close()}.
     *
     * @param readable called on the poller's thread whenever there is something to read or the other end has gone, once
     *                 {@link Registration#listen()} was called; must not block
     */
    public Registration register(Fd fd, Runnable readable) {
        Registration registration = new Registration(this, keys.incrementAndGet(), fd.number(), readable);
        registrations.put(registration.key(), registration);
        control(ADD, fd.number(), 0, registration.key());
        return registration;
    }

    void change(Registration registration, int interest) {
        control(MODIFY, registration.fd(), interest, registration.key());
    }

    void forget(Registration registration) {
        if (registrations.remove(registration.key()) != null) {
            Libc.epoll_ctl(epoll.number(), DELETE, registration.fd(), new byte[EVENT_SIZE]);
        }
    }

    /** Whether the caller is the poller's own thread, on which nothing may wait. */
    public boolean isPollerThread() {
        return Thread.currentThread() == thread;
    }

    private void control(int operation, int fd, int interest, long key) {
        byte[] event = new byte[EVENT_SIZE];
        ByteBuffer.wrap(event).order(ByteOrder.nativeOrder()).putInt(0, interest).putLong(DATA_OFFSET, key);
        if (Libc.epoll_ctl(epoll.number(), operation, fd, event) != 0) {
            throw new KernelException("epoll_ctl", "fd " + fd, Errno.last());
        }
    }

    private void run() {
        try (Memory events = new Memory((long) BATCH * EVENT_SIZE)) {
            while (!closed) {
                int count = Libc.epoll_wait(epoll.number(), events, BATCH, -1);
                if (count < 0 && Errno.last() != Errno.EINTR) {
                    LOG.errorf("epoll_wait: %s; the poller ends", Errno.text(Errno.last()));
                    return;
                }
                for (int i = 0; i < count; i++) {
                    deliver(events.getInt((long) i * EVENT_SIZE), events.getLong((long) i * EVENT_SIZE + DATA_OFFSET));
                }
            }
        } finally {
            epoll.close();
            wakeUp.close();
            registrations.values().forEach(Registration::abandon);
        }
    }

    private void deliver(int happened, long key) {
        Registration registration = registrations.get(key);
        if (registration == null) {
            return;
        }
        try {
            registration.happened(happened);
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "A handler of fd %d failed; it is not watched any more", registration.fd());
            registration.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        Libc.write(wakeUp.number(), new byte[] {1, 0, 0, 0, 0, 0, 0, 0}, 8);
    }

    private static Fd open(String call, int result) {
        if (result < 0) {
            throw new KernelException(call, "for the poller", Errno.last());
        }
        return Fd.of(result);
    }
}
