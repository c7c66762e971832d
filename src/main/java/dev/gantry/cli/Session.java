package dev.gantry.cli;

import dev.gantry.cli.http.EngineClient;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What a command works with: the engine, and the process's three streams.
 *
 * @param out for the command's own words, written when the command ends or {@link #flush} is called
 * @param err for messages, written at once
 * @param rawOut the same descriptor as {@code out}, for bytes of a container
 * @param rawErr the same descriptor as {@code err}, for bytes of a container
 */
public record Session(EngineClient engine, InputStream in, PrintStream out, PrintStream err, OutputStream rawOut, OutputStream rawErr) {

    private static final int BUFFER = 8_192;

    /** The process's own streams. */
    static Session ofProcess(EngineClient engine) {
        OutputStream rawOut = new FileOutputStream(FileDescriptor.out);
        OutputStream rawErr = new FileOutputStream(FileDescriptor.err);
        return new Session(engine, new FileInputStream(FileDescriptor.in), new PrintStream(new BufferedOutputStream(rawOut, BUFFER), false, StandardCharsets.UTF_8),
                new PrintStream(rawErr, true, StandardCharsets.UTF_8), rawOut, rawErr);
    }

    /** Writes out what the command has said so far. */
    public void flush() {
        out.flush();
    }
}
