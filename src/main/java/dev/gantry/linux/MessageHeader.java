package dev.gantry.linux;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A {@code struct msghdr} of a 64-bit system with one buffer and room for control data, all in one piece of native memory; pooled, since a
 * message is short-lived and the memory is not small.
 */
final class MessageHeader {
    private static final int IOV = 64;
    private static final int CONTROL = 96;
    private static final int CMSG_HEADER = 16;
    private static final int CONTROL_SIZE = CMSG_HEADER + SeqpacketSocket.MAX_DESCRIPTORS * 4;
    private static final int DATA = 2048;
    private static final int POOLED = 8;
    private static final ConcurrentLinkedQueue<MessageHeader> POOL = new ConcurrentLinkedQueue<>();

    private final Memory memory = new Memory(DATA + SeqpacketSocket.MAX_MESSAGE);

    private MessageHeader() {
    }

    static MessageHeader take() {
        MessageHeader pooled = POOL.poll();
        return pooled != null ? pooled : new MessageHeader();
    }

    void giveBack() {
        if (POOL.size() < POOLED) {
            POOL.offer(this);
        }
    }

    Pointer toSend(byte[] data, List<Fd> descriptors) {
        memory.write(DATA, data, 0, data.length);
        int control = descriptors.isEmpty() ? 0 : CMSG_HEADER + descriptors.size() * 4;
        lay(data.length, descriptors.isEmpty() ? 0 : CMSG_HEADER + (descriptors.size() * 4 + 7 & ~7));
        if (control > 0) {
            memory.setLong(CONTROL, control);
            memory.setInt(CONTROL + 8, Libc.SOL_SOCKET);
            memory.setInt(CONTROL + 12, Libc.SCM_RIGHTS);
            for (int i = 0; i < descriptors.size(); i++) {
                memory.setInt(CONTROL + CMSG_HEADER + i * 4L, descriptors.get(i).number());
            }
        }
        return memory;
    }

    Pointer toReceive() {
        lay(SeqpacketSocket.MAX_MESSAGE, CONTROL_SIZE);
        return memory;
    }

    int flags() {
        return memory.getInt(48);
    }

    byte[] data(int length) {
        return memory.getByteArray(DATA, length);
    }

    List<Fd> descriptors() {
        long present = memory.getLong(40);
        if (present < CMSG_HEADER || memory.getInt(CONTROL + 12) != Libc.SCM_RIGHTS) {
            return List.of();
        }
        int count = (int) (memory.getLong(CONTROL) - CMSG_HEADER) / 4;
        List<Fd> descriptors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            descriptors.add(Fd.of(memory.getInt(CONTROL + CMSG_HEADER + i * 4L)));
        }
        return descriptors;
    }

    private void lay(int length, int control) {
        memory.clear(IOV);
        memory.setPointer(16, memory.share(IOV));
        memory.setLong(24, 1);
        if (control > 0) {
            memory.setPointer(32, memory.share(CONTROL));
            memory.setLong(40, control);
        }
        memory.setPointer(IOV, memory.share(DATA));
        memory.setLong(IOV + 8, length);
    }
}
