package dev.gantry.image.tar;

import java.util.ArrayList;
import java.util.List;

/** Which parts of a sparse file an archive holds, in order and without overlap (GNU tar manual, "Sparse Formats"). */
public record SparseMap(List<Part> parts) {

    /** Bytes from {@code offset} of the file. */
    public record Part(long offset, long length) {}

    static final int MAX_PARTS = 100_000;

    /** Checks what an archive says: parts in order inside a file of {@code size} bytes. */
    static SparseMap of(List<Part> parts, long size) throws TarException {
        var kept = new ArrayList<Part>();
        long end = 0;
        for (var part : parts) {
            if (part.offset < end || part.length < 0 || part.length > size - part.offset) {
                throw new TarException("a sparse file's map is out of order or past its end");
            }
            end = part.offset + part.length;
            if (part.length > 0) {
                kept.add(part);
            }
        }
        return new SparseMap(List.copyOf(kept));
    }

    /** Bytes that the archive holds. */
    long stored() {
        return parts.stream().mapToLong(Part::length).sum();
    }
}
