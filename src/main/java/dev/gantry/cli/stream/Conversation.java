package dev.gantry.cli.stream;

import dev.gantry.cli.Session;
import dev.gantry.cli.http.Connection;
import dev.gantry.cli.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** An attached container or exec: its output to the process's streams, the process's input to it. */
public final class Conversation implements AutoCloseable {

    private static final int BUFFER = 65_536;

    private final Connection connection;
    private final Session session;
    private final boolean terminal;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private Terminal.Setting raw;

    /** How it ended. */
    public enum End {
        /** There is no more output. */
        OUTPUT,
        /** The user typed the keys that leave the container running. */
        DETACHED
    }

    private Conversation(Reply upgraded, boolean terminal, Session session) {
        this.connection = upgraded.connection();
        this.terminal = terminal;
        this.session = session;
    }

    /**
     * Begins to copy.
     *
     * @param terminal whether the container has a terminal: then its output is one plain stream, and the user's terminal is set to raw mode
     * @param input whether the process's input goes to the container
     */
    public static Conversation begin(Reply upgraded, boolean terminal, boolean input, DetachKeys keys, Session session) throws IOException {
        Conversation conversation = new Conversation(upgraded, terminal, session);
        boolean typed = terminal && input && Terminal.isInput();
        if (typed) {
            conversation.raw = Terminal.raw();
        }
        Thread.ofPlatform().daemon().name("output").start(conversation::copyOutput);
        if (input) {
            Thread.ofPlatform().daemon().name("input").start(() -> conversation.copyInput(terminal ? keys : null));
        }
        return conversation;
    }

    /** Waits until it has ended; the terminal is as it was before. */
    public End await() throws IOException {
        try {
            return end.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } finally {
            close();
        }
    }

    @Override
    public void close() throws IOException {
        if (raw != null) {
            raw.close();
            raw = null;
        }
        connection.close();
    }

    private void copyOutput() {
        try {
            if (terminal) {
                copyPlain(connection.input());
            } else {
                Frames.copy(connection.input(), session.rawOut(), session.rawErr());
            }
            end.complete(End.OUTPUT);
        } catch (IOException e) {
            end.completeExceptionally(e);
        }
    }

    private void copyPlain(InputStream input) throws IOException {
        byte[] bytes = new byte[BUFFER];
        for (int count = input.read(bytes); count >= 0; count = input.read(bytes)) {
            session.rawOut().write(bytes, 0, count);
        }
    }

    private void copyInput(DetachKeys keys) {
        byte[] bytes = new byte[BUFFER];
        try {
            for (int count = session.in().read(bytes); count >= 0; count = session.in().read(bytes)) {
                byte[] passed = keys == null ? bytes : keys.pass(bytes, count);
                if (passed == null) {
                    end.complete(End.DETACHED);
                    return;
                }
                connection.output().write(passed, 0, keys == null ? count : passed.length);
            }
            connection.endOutput();
        } catch (IOException | UncheckedIOException e) {
            // The container's end closes its input while somebody still types or a pipe still has bytes: how it ended is told by the output.
        }
    }
}
