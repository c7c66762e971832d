package dev.gantry.linux.files;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import dev.gantry.linux.KernelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is in directories, one buffer full at a time, getdents64(2). One object serves many directories, one after the other. */
final class Entries implements AutoCloseable {

    private static final int BUFFER = 32 << 10;
    /** Offsets in {@code struct linux_dirent64}. */
    private static final int LENGTH = 16;
    private static final int TYPE = 18;
    private static final int NAME = 19;
    private static final int DIRECTORY = 4;

    private final Memory buffer = new Memory(BUFFER);

    /** A name, and whether the directory says that it is a directory; one whose file system tells no types says no. */
    record Entry(String name, boolean directory) {}

    /** The next names but {@code .} and {@code ..}, which may be none; empty behind the last. */
    Optional<List<Entry>> next(Directory directory) {
        long read = FileCalls.getdents64(directory.fd().number(), Directory.address(buffer), BUFFER);
        if (read < 0) {
            throw new KernelException("getdents64", directory.toString(), Native.getLastError());
        }
        if (read == 0) {
            return Optional.empty();
        }
        var entries = new ArrayList<Entry>();
        for (long at = 0; at < read; at += buffer.getShort(at + LENGTH) & 0xFFFF) {
            var name = name(at + NAME);
            if (!name.equals(".") && !name.equals("..")) {
                entries.add(new Entry(name, buffer.getByte(at + TYPE) == DIRECTORY));
            }
        }
        return Optional.of(entries);
    }

    private String name(long from) {
        int length = (int) (buffer.indexOf(from, (byte) 0));
        return Names.of(buffer.getByteArray(from, length), 0, length);
    }

    @Override
    public void close() {
        buffer.close();
    }
}
