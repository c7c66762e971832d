package dev.gantry.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Tells how much was read, ten times a second at most and at the end. */
public final class ProgressInput extends FilterInputStream {

    private static final long EVERY_NANOS = 100_000_000L;

    private final LongConsumer progress;
    private long count;
    private long said = System.nanoTime();

    /** Reads {@code in} and says the number of bytes read so far. */
    public ProgressInput(InputStream in, LongConsumer progress) {
        super(in);
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        counted(value < 0 ? value : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        counted(read);
        return read;
    }

    private void counted(int read) {
        if (read > 0) {
            count += read;
        }
        long now = System.nanoTime();
        if (read < 0 || now - said > EVERY_NANOS) {
            said = now;
            progress.accept(count);
        }
    }
}
