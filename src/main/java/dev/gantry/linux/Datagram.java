package dev.gantry.linux;

import java.util.List;

/**
 * One message of a SEQPACKET socket and the descriptors that came with it; no bytes at all mean that the other end has closed.
 */
public record Datagram(byte[] data, List<Fd> descriptors) {
    /** Whether this is the end of the connection. */
    public boolean end() {
        return data.length == 0;
    }

    /** Closes the descriptors that came along. */
    public void discard() {
        descriptors.forEach(Fd::close);
    }
}
