package dev.gantry.cli.image;

import dev.gantry.cli.Failure;
import dev.gantry.cli.http.EngineError;
import dev.gantry.cli.http.Reply;
import dev.gantry.cli.json.Json;
import dev.gantry.cli.json.Node;
import dev.gantry.cli.show.Units;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shows the messages of a pull, push or load: on a terminal a row for each layer that changes in place, elsewhere a line for each step that is over.
 */
public final class Progress {

    private static final int BAR = 50;
    private static final String UP = "\u001b[%dA";
    private static final String DOWN = "\u001b[%dB";
    private static final String CLEAR = "\u001b[2K\r";

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, Integer> rows = new LinkedHashMap<>();

    private Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Shows all messages of the answer.
     *
     * @throws EngineError if one of them says that it failed
     */
    public static void show(Reply reply, PrintStream out, boolean terminal) throws IOException {
        Progress progress = new Progress(out, terminal);
        try (Json.Sequence messages = Json.sequence(reply.body())) {
            for (Object message = messages.next(); message != null; message = messages.next()) {
                progress.show(new Node(message));
                out.flush();
            }
        }
    }

    /**
     * Reads all messages and shows none.
     *
     * @throws EngineError if one of them says that it failed
     */
    public static void follow(Reply reply) throws IOException {
        try (Json.Sequence messages = Json.sequence(reply.body())) {
            for (Object message = messages.next(); message != null; message = messages.next()) {
                failIfError(new Node(message));
            }
        }
    }

    private void show(Node message) {
        failIfError(message);
        if (message.at("status").isMissing() && message.at("stream").isMissing()) {
            return;
        }
        String bar = bar(message.at("progressDetail"));
        if (!message.at("stream").isMissing()) {
            out.print(message.at("stream").text());
        } else if (!terminal) {
            if (bar.isEmpty()) {
                out.println(line(message, ""));
            }
        } else if (message.at("id").text().isEmpty()) {
            out.println(line(message, bar));
            rows.clear();
        } else {
            place(message, bar);
        }
    }

    private void place(Node message, String bar) {
        String id = message.at("id").text();
        Integer row = rows.get(id);
        if (row == null) {
            rows.put(id, rows.size());
            out.println(line(message, bar));
            return;
        }
        int up = rows.size() - row;
        out.printf(UP, up);
        out.print(CLEAR + line(message, bar));
        out.print("\r");
        out.printf(DOWN, up);
    }

    private static String line(Node message, String bar) {
        String id = message.at("id").text();
        return (id.isEmpty() ? "" : id + ": ") + message.at("status").text() + (bar.isEmpty() ? "" : " " + bar);
    }

    private static String bar(Node detail) {
        long current = detail.at("current").number();
        long total = detail.at("total").number();
        if (current <= 0 && total <= 0) {
            return "";
        }
        if (total <= 0) {
            return Units.size(current, 4);
        }
        int done = (int) Math.min(BAR, BAR * current / total);
        String shown = "=".repeat(done) + (done < BAR ? ">" : "");
        return "[" + shown + " ".repeat(Math.max(0, BAR - shown.length())) + "]  " + Units.size(current, 4) + "/" + Units.size(total, 4);
    }

    private static void failIfError(Node message) {
        String error = message.at("errorDetail").at("message").text();
        String text = error.isEmpty() ? message.at("error").text() : error;
        if (!text.isEmpty()) {
            throw new Failure(1, text);
        }
    }
}
