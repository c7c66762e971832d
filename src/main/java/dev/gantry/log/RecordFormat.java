package dev.gantry.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** The bytes of a segment's head and of a record (docs/formats.md, section 6). */
final class RecordFormat {

    /** Bytes before the first record. */
    static final int SEGMENT_HEAD = 64;
    /** Bytes of a record besides its payload. */
    static final int OVERHEAD = 44;
    /** Bytes of a record before its payload. */
    static final int HEAD = 40;
    /** Most bytes of a record. */
    static final int LARGEST = HEAD + (64 << 10) + 4;

    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MAGIC = (long) U64.get("GANTRLOG".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0);
    private static final int BEGINS_OPEN = 1;
    private static final int ENDS_OPEN = 2;
    private static final int GAP = 4;

    private RecordFormat() {}

    static Path segment(Path directory, long number) {
        return directory.resolve("%010d.glog".formatted(number));
    }

    static boolean isSegment(byte[] head) {
        return (long) U64.get(head, 0) == MAGIC && (short) U16.get(head, 8) == 1;
    }

    static long firstLine(byte[] segmentHead) {
        return (long) U64.get(segmentHead, 24);
    }

    static long firstTime(byte[] segmentHead) {
        return (long) U64.get(segmentHead, 32);
    }

    /** The whole length of the record at {@code at}, or 0 where it is not all there or is not what was written. */
    static int check(byte[] block, int at, int limit) {
        if (limit - at < OVERHEAD) {
            return 0;
        }
        int payload = (int) U32.get(block, at);
        int whole = payload + OVERHEAD;
        if (payload < 0 || whole > LARGEST || whole > limit - at || (int) U32.get(block, at + HEAD + payload) != whole) {
            return 0;
        }
        var sum = new CRC32C();
        sum.update(block, at + 8, HEAD - 8 + payload);
        return (int) sum.getValue() == (int) U32.get(block, at + 4) ? whole : 0;
    }

    /** The length of the record that ends before {@code end}, as its last four bytes say. */
    static int lengthBefore(byte[] block, int end) {
        return (int) U32.get(block, end - 4);
    }

    static long time(byte[] block, int at) {
        return (long) U64.get(block, at + 8);
    }

    static long line(byte[] block, int at) {
        return (long) U64.get(block, at + 16);
    }

    static int run(byte[] block, int at) {
        return (int) U32.get(block, at + 24);
    }

    static int newlines(byte[] block, int at) {
        return (int) U32.get(block, at + 28);
    }

    static int streamCode(byte[] block, int at) {
        return block[at + 32];
    }

    static boolean beginsOpen(byte[] block, int at) {
        return (block[at + 33] & BEGINS_OPEN) != 0;
    }

    static boolean endsOpen(byte[] block, int at) {
        return (block[at + 33] & ENDS_OPEN) != 0;
    }

    static boolean isGap(byte[] block, int at) {
        return (block[at + 33] & GAP) != 0;
    }

    /** The checked record at {@code at} as a chunk that refers to the block. */
    static LogChunk chunk(byte[] block, int at) {
        int payload = (int) U32.get(block, at);
        var stream = LogStream.of(streamCode(block, at));
        boolean gap = isGap(block, at);
        long dropped = gap ? (long) U64.get(block, at + HEAD) : 0;
        var output = new OutputChunk(stream, block, at + HEAD, gap ? 0 : payload);
        return new LogChunk(time(block, at), line(block, at), run(block, at), beginsOpen(block, at), dropped, output);
    }
}
