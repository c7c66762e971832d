package dev.gantry.linux;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory that this process has of the kernel, proc_pid_smaps(5).
 */
public final class OwnMemory {
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final String READ_ONLY = "r--p";
    private static final int MADV_DONTNEED = 4;

    private OwnMemory() {
    }

    /** Gives the free pages of the C library's heap back to the kernel, malloc_trim(3). */
    public static void trimHeap() {
        Libc.malloc_trim(0);
    }

    /**
     * Lets go of the pages of the read-only private mappings of files whose names end so: they stay in the page cache as long as the kernel likes and are mapped again
     * when they are read. A mapping that was ever written to is left alone, for what was written is nowhere else. The caller knows that nobody unmaps these files.
     */
    public static void releaseFiles(String nameEnd) {
        for (Mapping mapping : mappings()) {
            if (mapping.permissions().equals(READ_ONLY) && mapping.file().endsWith(nameEnd) && !mapping.written()) {
                Libc.madvise(new Pointer(mapping.start()), mapping.end() - mapping.start(), MADV_DONTNEED);
            }
        }
    }

    /** One mapping; {@code written} where it has pages that are no longer the file's. */
    private record Mapping(long start, long end, String permissions, String file, boolean written) {
        Mapping withWritten(boolean value) {
            return new Mapping(start, end, permissions, file, value);
        }
    }

    private static List<Mapping> mappings() {
        List<Mapping> mappings = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(MAPPINGS)) {
                if (line.startsWith("Anonymous:")) {
                    mappings.add(mappings.removeLast().withWritten(!line.endsWith(" 0 kB")));
                } else if (!Character.isUpperCase(line.charAt(0))) {
                    mappings.add(mapping(line));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Reading " + MAPPINGS, failure);
        }
        return mappings;
    }

    /**
     * The line that a mapping begins with, in lower case unlike those that tell of it, such as {@code 7f0a-7f0b r--p 00000000 fe:00 1234      /a/file}: until the kernel
     * tells more, a mapping counts as written to.
     */
    private static Mapping mapping(String line) {
        String[] fields = line.split(" +", 6);
        int dash = fields[0].indexOf('-');
        return new Mapping(Long.parseUnsignedLong(fields[0], 0, dash, 16), Long.parseUnsignedLong(fields[0], dash + 1, fields[0].length(), 16),
                fields[1], fields.length == 6 ? fields[5] : "", true);
    }
}
