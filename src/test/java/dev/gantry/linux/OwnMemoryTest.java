package dev.gantry.linux;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnMemoryTest {
    private static final int SIZE = 1 << 20;
    private static final int PROT_READ = 1;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE = 2;

    @TempDir
    Path folder;
    private final byte[] content = new byte[SIZE];
    private Path file;
    private Pointer mapping;

    /** Memory mapping as the JVM does it for its archive, which Java's own mappings are not. */
    private static final class Mapping {
        static {
            Native.register(Mapping.class, "c");
        }

        static native Pointer mmap(Pointer where, long length, int protection, int flags, int fd, long offset);

        static native int mprotect(Pointer start, long length, int protection);

        static native int munmap(Pointer start, long length);
    }

    @BeforeEach
    void mapFile() throws IOException {
        new Random(7).nextBytes(content);
        file = Files.write(folder.resolve("classes.archive"), content);
        int number = Libc.open(file.toString(), Libc.O_RDONLY | Libc.O_CLOEXEC, 0);
        try (Fd fd = Fd.of(number)) {
            mapping = Mapping.mmap(null, SIZE, PROT_READ_WRITE, MAP_PRIVATE, fd.number(), 0);
        }
    }

    @AfterEach
    void unmap() {
        Mapping.munmap(mapping, SIZE);
    }

    @Test
    void pagesOfAFileGoAndComeBack() throws IOException {
        Mapping.mprotect(mapping, SIZE, PROT_READ);
        mapping.getByteArray(0, SIZE);
        assertEquals(SIZE / 1024, resident());
        OwnMemory.releaseFiles(".archive");
        assertEquals(0, resident());
        assertArrayEquals(content, mapping.getByteArray(0, SIZE));
    }

    @Test
    void whatWasWrittenStays() throws IOException {
        content[5000] ^= 1;
        mapping.setByte(5000, content[5000]);
        Mapping.mprotect(mapping, SIZE, PROT_READ);
        OwnMemory.releaseFiles(".archive");
        assertArrayEquals(content, mapping.getByteArray(0, SIZE));
    }

    @Test
    void otherFilesStay() throws IOException {
        Mapping.mprotect(mapping, SIZE, PROT_READ);
        mapping.getByteArray(0, SIZE);
        OwnMemory.releaseFiles(".aot");
        assertNotEquals(0, resident());
    }

    /** Resident kB of the test's mapping. */
    private int resident() throws IOException {
        Iterator<String> lines = Files.readAllLines(Path.of("/proc/self/smaps")).iterator();
        while (lines.hasNext()) {
            if (lines.next().endsWith(file.toString())) {
                String line = lines.next();
                while (!line.startsWith("Rss:")) {
                    line = lines.next();
                }
                return Integer.parseInt(line.replaceAll("\\D", ""));
            }
        }
        throw new AssertionError(file + " is not mapped");
    }
}
