package dev.gantry.image.tar;

import dev.gantry.linux.files.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records of a PAX extended header, {@code length key=value\n}, with values as raw bytes (POSIX pax, "pax Extended Header"). */
final class PaxRecords {

    private static final String ATTRIBUTE = "SCHILY.xattr.";
    private static final int MAX_LENGTH_DIGITS = 10;

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, byte[]> attributes = new HashMap<>();
    private final List<SparseMap.Part> sparseParts = new ArrayList<>();
    private long sparseOffset = -1;

    static PaxRecords parse(byte[] data) throws TarException {
        var records = new PaxRecords();
        int at = 0;
        while (at < data.length && data[at] != 0) {
            int space = indexOf(data, ' ', at, Math.min(data.length, at + MAX_LENGTH_DIGITS + 1));
            long length = space < 0 ? -1 : decimal(Names.of(data, at, space - at));
            if (length <= space - at + 1 || length > data.length - at || data[at + (int) length - 1] != '\n') {
                throw new TarException("damaged tar archive: a PAX record's length is wrong");
            }
            int end = at + (int) length - 1;
            int equals = indexOf(data, '=', space + 1, end);
            if (equals < 0) {
                throw new TarException("damaged tar archive: a PAX record has no value");
            }
            records.put(Names.of(data, space + 1, equals - space - 1), data, equals + 1, end);
            at += (int) length;
        }
        return records;
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    Optional<Long> number(String key) throws TarException {
        var text = text(key);
        return text.isEmpty() ? Optional.empty() : Optional.of(decimal(text.get()));
    }

    /** A time in seconds with a decimal fraction. */
    Optional<Instant> time(String key) throws TarException {
        var text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var value = new java.math.BigDecimal(text.get().length() > 40 ? "x" : text.get());
            var seconds = value.setScale(0, java.math.RoundingMode.FLOOR);
            int nanos = value.subtract(seconds).movePointRight(9).intValue();
            return Optional.of(Instant.ofEpochSecond(seconds.longValueExact(), nanos));
        } catch (ArithmeticException | NumberFormatException | java.time.DateTimeException e) {
            throw new TarException("damaged tar archive: a PAX time is none");
        }
    }

    Map<String, byte[]> attributes() {
        return Map.copyOf(attributes);
    }

    /** The map of a GNU sparse file of format 0.0 or 0.1. */
    Optional<List<SparseMap.Part>> sparseParts() throws TarException {
        var map = text("GNU.sparse.map");
        if (map.isPresent()) {
            var numbers = map.get().split(",");
            if (numbers.length % 2 != 0 || numbers.length > 2 * SparseMap.MAX_PARTS) {
                throw new TarException("damaged tar archive: a sparse file's map is wrong");
            }
            var parts = new ArrayList<SparseMap.Part>();
            for (int i = 0; i < numbers.length; i += 2) {
                parts.add(new SparseMap.Part(decimal(numbers[i]), decimal(numbers[i + 1])));
            }
            return Optional.of(parts);
        }
        return sparseParts.isEmpty() ? Optional.empty() : Optional.of(sparseParts);
    }

    static long decimal(String text) throws TarException {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new TarException("damaged tar archive: a number in a PAX record is none");
        }
        return Long.parseLong(text);
    }

    private void put(String key, byte[] data, int from, int end) throws TarException {
        if (key.startsWith(ATTRIBUTE)) {
            attributes.put(key.substring(ATTRIBUTE.length()), java.util.Arrays.copyOfRange(data, from, end));
            return;
        }
        String value = Names.of(data, from, end - from);
        if (value.indexOf('\0') >= 0) {
            throw new TarException("damaged tar archive: a PAX record has a zero byte in " + key);
        }
        switch (key) {
            case "GNU.sparse.offset" -> sparseOffset = decimal(value);
            case "GNU.sparse.numbytes" -> {
                sparseParts.add(new SparseMap.Part(sparseOffset, decimal(value)));
                if (sparseParts.size() > SparseMap.MAX_PARTS) {
                    throw new TarException("a sparse file has more than " + SparseMap.MAX_PARTS + " parts");
                }
            }
            default -> values.put(key, value);
        }
    }

    private static int indexOf(byte[] data, char wanted, int from, int end) {
        for (int i = from; i < end; i++) {
            if (data[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
