package dev.gantry.image.tar;

import static dev.gantry.image.tar.TarHead.BLOCK;

import dev.gantry.linux.files.Names;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a tar archive entry by entry: ustar, PAX and GNU long names and sparse files, with names and attributes as raw bytes. Global PAX headers are passed over, as Docker's reader does.
 * Headers that only describe are limited in size, so that none of them fills the memory.
 */
public final class TarReader {

    private static final int MAX_META = 1 << 20;
    private static final long MAX_ID = 0xFFFF_FFFEL;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private long left;
    private int padding;

    /** Reads from a stream, which stays the caller's; it should be buffered. */
    public TarReader(InputStream in) {
        this.in = in;
    }

    /** The next entry, passing over what was not read of the one before; null at the end of the archive. */
    public TarEntry next() throws IOException {
        skipRest();
        Optional<String> longName = Optional.empty();
        Optional<String> longLink = Optional.empty();
        PaxRecords pax = PaxRecords.parse(new byte[0]);
        while (true) {
            if (!readBlock(true)) {
                return null;
            }
            TarHead head = TarHead.of(block);
            if (head == null) {
                return null;
            }
            switch (head.type()) {
                case TarHead.PAX -> pax = PaxRecords.parse(meta(head));
                case TarHead.PAX_GLOBAL -> meta(head);
                case TarHead.GNU_LONG_NAME -> longName = Optional.of(untilZero(meta(head)));
                case TarHead.GNU_LONG_LINK -> longLink = Optional.of(untilZero(meta(head)));
                default -> {
                    return entry(head, pax, longName, longLink);
                }
            }
        }
    }

    /** Reads content of the current entry (of a sparse file only what the archive holds); -1 at its end. */
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = in.read(bytes, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the tar archive ends in the middle of a file");
        }
        left -= count;
        return count;
    }

    /** The content of the current entry as a stream that ends with it. */
    public InputStream content() {
        return new InputStream() {
            private final byte[] one = new byte[1];

            @Override
            public int read() throws IOException {
                return TarReader.this.read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return TarReader.this.read(bytes, offset, length);
            }
        };
    }

    private TarEntry entry(TarHead head, PaxRecords pax, Optional<String> longName, Optional<String> longLink) throws IOException {
        String name = pax.text("GNU.sparse.name").or(() -> pax.text("path")).or(() -> longName).orElseGet(head::name);
        String target = pax.text("linkpath").or(() -> longLink).orElseGet(head::linkTarget);
        var kind = kind(head.type(), name);
        var recordedSize = pax.number("size");
        long stored = recordedSize.isPresent() ? recordedSize.get() : head.size();
        if (stored < 0) {
            throw new TarException("damaged tar archive: negative size of " + Names.shown(name));
        }
        boolean hasContent = kind == TarEntry.Kind.FILE;
        left = hasContent ? stored : 0;
        padding = hasContent ? (int) (-stored & (BLOCK - 1)) : 0;
        var sparse = hasContent ? sparse(head, pax) : Optional.<Sparse>empty();
        long size = sparse.isPresent() ? sparse.get().size() : left;
        if (sparse.isPresent() && sparse.get().map().stored() != left) {
            throw new TarException("damaged tar archive: the sparse map of " + Names.shown(name) + " does not fit its content");
        }
        var time = pax.time("mtime");
        var uid = pax.number("uid");
        var gid = pax.number("gid");
        return new TarEntry(name, kind, head.mode(), id(uid.isPresent() ? uid.get() : head.uid(), name), id(gid.isPresent() ? gid.get() : head.gid(), name),
                time.isPresent() ? time.get() : instant(head.modified()), kind == TarEntry.Kind.SYMLINK || kind == TarEntry.Kind.HARD_LINK ? target : "",
                size, device(kind) ? head.major() : 0, device(kind) ? head.minor() : 0, pax.attributes(), sparse.map(Sparse::map));
    }

    private record Sparse(SparseMap map, long size) {}

    private Optional<Sparse> sparse(TarHead head, PaxRecords pax) throws IOException {
        if (head.type() == TarHead.GNU_SPARSE) {
            return Optional.of(new Sparse(SparseMap.of(oldGnuMap(head), head.realSize()), head.realSize()));
        }
        var parts = pax.sparseParts();
        var version = pax.text("GNU.sparse.major");
        if (parts.isEmpty() && version.isEmpty()) {
            return Optional.empty();
        }
        var size = pax.number("GNU.sparse.realsize");
        long real = size.isPresent() ? size.get() : pax.number("GNU.sparse.size").orElseThrow(() -> new TarException("damaged tar archive: a sparse file without its size"));
        List<SparseMap.Part> map = parts.isPresent() ? parts.get() : mapInContent();
        return Optional.of(new Sparse(SparseMap.of(map, real), real));
    }

    private List<SparseMap.Part> oldGnuMap(TarHead head) throws IOException {
        var parts = new ArrayList<SparseMap.Part>();
        var first = block.clone();
        parts(first, 386, 4, parts);
        boolean more = head.mapGoesOn();
        while (more) {
            readBlock(false);
            parts(block, 0, 21, parts);
            more = block[504] != 0;
        }
        return parts;
    }

    private static void parts(byte[] from, int at, int count, List<SparseMap.Part> parts) throws TarException {
        for (int i = 0; i < count && from[at + i * 24] != 0; i++) {
            parts.add(new SparseMap.Part(TarHead.number(from, at + i * 24, 12), TarHead.number(from, at + i * 24 + 12, 12)));
        }
        if (parts.size() > SparseMap.MAX_PARTS) {
            throw new TarException("a sparse file has more than " + SparseMap.MAX_PARTS + " parts");
        }
    }

    /** Format 1.0: the map is at the beginning of the content, decimal lines, padded to a block. */
    private List<SparseMap.Part> mapInContent() throws IOException {
        var digits = new DecimalLines();
        long count = digits.next();
        if (count > SparseMap.MAX_PARTS) {
            throw new TarException("a sparse file has more than " + SparseMap.MAX_PARTS + " parts");
        }
        var parts = new ArrayList<SparseMap.Part>();
        for (long i = 0; i < count; i++) {
            parts.add(new SparseMap.Part(digits.next(), digits.next()));
        }
        return parts;
    }

    private final class DecimalLines {
        private int at = BLOCK;

        long next() throws IOException {
            var line = new StringBuilder();
            while (true) {
                if (at == BLOCK) {
                    if (left < BLOCK) {
                        throw new TarException("damaged tar archive: a sparse file's map is cut off");
                    }
                    readBlock(false);
                    left -= BLOCK;
                    at = 0;
                }
                char c = (char) (block[at++] & 0xFF);
                if (c == '\n') {
                    return PaxRecords.decimal(line.toString());
                }
                line.append(c);
                if (line.length() > 20) {
                    throw new TarException("damaged tar archive: a sparse file's map is wrong");
                }
            }
        }
    }

    private static TarEntry.Kind kind(char type, String name) throws TarException {
        return switch (type) {
            case TarHead.FILE, TarHead.OLD_FILE, TarHead.CONTIGUOUS -> type == TarHead.OLD_FILE && name.endsWith("/") ? TarEntry.Kind.DIRECTORY : TarEntry.Kind.FILE;
            case TarHead.GNU_SPARSE -> TarEntry.Kind.FILE;
            case TarHead.HARD_LINK -> TarEntry.Kind.HARD_LINK;
            case TarHead.SYMLINK -> TarEntry.Kind.SYMLINK;
            case TarHead.CHARACTER_DEVICE -> TarEntry.Kind.CHARACTER_DEVICE;
            case TarHead.BLOCK_DEVICE -> TarEntry.Kind.BLOCK_DEVICE;
            case TarHead.DIRECTORY -> TarEntry.Kind.DIRECTORY;
            case TarHead.FIFO -> TarEntry.Kind.FIFO;
            default -> throw new TarException("the tar archive has an entry of unknown type " + (int) type + ": " + Names.shown(name));
        };
    }

    private static boolean device(TarEntry.Kind kind) {
        return kind == TarEntry.Kind.CHARACTER_DEVICE || kind == TarEntry.Kind.BLOCK_DEVICE;
    }

    private static int id(long value, String name) throws TarException {
        if (value < 0 || value > MAX_ID) {
            throw new TarException("the owner of " + Names.shown(name) + " is out of range: " + value);
        }
        return (int) value;
    }

    private static Instant instant(long seconds) throws TarException {
        try {
            return Instant.ofEpochSecond(seconds);
        } catch (java.time.DateTimeException e) {
            throw new TarException("damaged tar archive: a time is out of range");
        }
    }

    private byte[] meta(TarHead head) throws IOException {
        long size = head.size();
        if (size < 0 || size > MAX_META) {
            throw new TarException("the tar archive has a header of " + size + " bytes; at most " + MAX_META + " are taken");
        }
        var data = new byte[(int) size];
        if (in.readNBytes(data, 0, data.length) < data.length) {
            throw new EOFException("the tar archive ends in the middle of a header");
        }
        skip(-size & (BLOCK - 1));
        return data;
    }

    private static String untilZero(byte[] data) {
        int end = 0;
        while (end < data.length && data[end] != 0) {
            end++;
        }
        return Names.of(data, 0, end);
    }

    private void skipRest() throws IOException {
        skip(left + padding);
        left = 0;
        padding = 0;
    }

    /** Reads what is passed over: a stream's own skip would keep it from a digest that is taken on the way. */
    private void skip(long count) throws IOException {
        var scratch = new byte[(int) Math.min(count, 64 * 1024)];
        for (long rest = count; rest > 0; ) {
            int read = in.read(scratch, 0, (int) Math.min(scratch.length, rest));
            if (read < 0) {
                throw new EOFException("the tar archive ends in the middle of a file");
            }
            rest -= read;
        }
    }

    private boolean readBlock(boolean mayEnd) throws IOException {
        int count = in.readNBytes(block, 0, BLOCK);
        if (count == 0 && mayEnd) {
            return false;
        }
        if (count < BLOCK) {
            throw new EOFException("the tar archive ends in the middle of a header");
        }
        return true;
    }
}
