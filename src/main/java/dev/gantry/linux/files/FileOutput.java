package dev.gantry.linux.files;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import dev.gantry.linux.Errno;
import dev.gantry.linux.Fd;
import dev.gantry.linux.KernelException;

/** Writes byte arrays to descriptors by way of one native buffer, which is kept for many files. For one thread at a time. */
public final class FileOutput implements AutoCloseable {

    private final Memory buffer;

    /** A writer whose largest single write is {@code capacity} bytes. */
    public FileOutput(int capacity) {
        buffer = new Memory(capacity);
    }

    /** Writes all of these bytes at the file's position; {@code name} is for the message of a KernelException such as ENOSPC. */
    public void write(Fd file, byte[] bytes, int length, String name) {
        int done = 0;
        while (done < length) {
            int piece = (int) Math.min(buffer.size(), length - done);
            buffer.write(0, bytes, done, piece);
            writePiece(file, piece, name);
            done += piece;
        }
    }

    /** Moves the file's position, so that what is passed over is a hole. */
    public void seek(Fd file, long offset, String name) {
        if (FileCalls.lseek(file.number(), offset, FileCalls.SEEK_SET) < 0) {
            throw new KernelException("lseek", Names.shown(name), Native.getLastError());
        }
    }

    @Override
    public void close() {
        buffer.close();
    }

    private void writePiece(Fd file, int length, String name) {
        long at = Directory.address(buffer);
        long end = at + length;
        while (at < end) {
            long written = FileCalls.write(file.number(), at, end - at);
            if (written < 0) {
                int errno = Native.getLastError();
                if (errno == Errno.EINTR) {
                    continue;
                }
                throw new KernelException("write", Names.shown(name), errno);
            }
            at += written;
        }
    }
}
