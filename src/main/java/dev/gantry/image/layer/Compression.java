package dev.gantry.image.layer;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Opens a stream that is gzip, zstd or neither, as its first bytes say; decompressed here in the engine, never by a program of an image. */
public final class Compression {

    private static final int BUFFER = 128 * 1024;
    private static final int HEAD = 4;

    /** How a stream is compressed. */
    public enum Form {
        PLAIN,
        GZIP,
        ZSTD
    }

    private Compression() {}

    /** The decompressed stream; closing it closes {@code raw}. */
    public static InputStream open(InputStream raw) throws IOException {
        var in = new BufferedInputStream(raw, BUFFER);
        in.mark(HEAD);
        var form = form(in.readNBytes(HEAD));
        in.reset();
        return switch (form) {
            case GZIP -> new GZIPInputStream(in, BUFFER);
            case ZSTD -> new ZstdInputStreamNoFinalizer(in).setContinuous(false);
            case PLAIN -> in;
        };
    }

    /** What a stream's first bytes say; reads them. */
    public static Form form(InputStream in) throws IOException {
        return form(in.readNBytes(HEAD));
    }

    private static Form form(byte[] head) {
        if (head.length >= 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B) {
            return Form.GZIP;
        }
        boolean zstd = head.length == HEAD && (head[0] & 0xFF) == 0x28 && (head[1] & 0xFF) == 0xB5 && (head[2] & 0xFF) == 0x2F && (head[3] & 0xFF) == 0xFD;
        return zstd ? Form.ZSTD : Form.PLAIN;
    }
}
