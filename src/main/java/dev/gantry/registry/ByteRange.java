package dev.gantry.registry;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of a blob that a request asks for (RFC 9110, "Range").
 *
 * @param first offset of the first byte
 * @param last offset of the last byte, inclusive
 * @param whole whether nothing in particular was asked for
 */
record ByteRange(long first, long last, boolean whole) {

    private static final Pattern FORM = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** Reads a header, which may be null; one that is not understood means the whole, empty means that nothing can satisfy it. */
    static Optional<ByteRange> of(String header, long length) {
        var form = FORM.matcher(header == null ? "" : header.trim());
        if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
            return Optional.of(new ByteRange(0, length - 1, true));
        }
        long first = form.group(1).isEmpty() ? Math.max(0, length - Long.parseLong(form.group(2))) : Long.parseLong(form.group(1));
        long last = form.group(1).isEmpty() || form.group(2).isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(form.group(2)));
        return first > last ? Optional.empty() : Optional.of(new ByteRange(first, last, false));
    }

    byte[] of(byte[] blob) {
        return whole ? blob : Arrays.copyOfRange(blob, (int) first, (int) last + 1);
    }
}
