package dev.gantry.distribution;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** A body whose reader does not wait for ever: where nothing comes for this long, the read fails. */
final class PatientInput extends FilterInputStream {

    private final Duration patience;
    private final Thread watch;
    private volatile long reading;
    private volatile boolean over;
    private volatile boolean givenUp;

    PatientInput(InputStream in, Duration patience) {
        super(in);
        this.patience = patience;
        this.watch = Thread.startVirtualThread(this::watch);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        reading = System.nanoTime() | 1;
        try {
            int count = super.read(bytes, offset, length);
            if (!givenUp) {
                return count;
            }
        } catch (IOException e) {
            if (!givenUp) {
                throw e;
            }
        } finally {
            reading = 0;
        }
        throw new HttpTimeoutException("nothing came for " + patience.toSeconds() + " s");
    }

    @Override
    public void close() throws IOException {
        over = true;
        watch.interrupt();
        super.close();
    }

    private void watch() {
        try {
            while (!over) {
                long since = reading;
                long left = since == 0 ? patience.toNanos() : patience.toNanos() - (System.nanoTime() - since);
                if (left <= 0) {
                    givenUp = true;
                    in.close();
                    return;
                }
                Thread.sleep(Duration.ofNanos(left));
            }
        } catch (InterruptedException | IOException closed) {
            return;
        }
    }
}
