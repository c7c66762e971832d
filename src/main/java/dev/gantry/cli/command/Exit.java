package dev.gantry.cli.command;

import dev.gantry.cli.Failure;
import dev.gantry.cli.http.EngineClient;
import dev.gantry.cli.http.Reply;
import dev.gantry.cli.http.Request;
import dev.gantry.cli.json.Json;
import dev.gantry.cli.json.Node;
import java.io.Closeable;
import java.io.IOException;

/**
 * The end of a container's next run, waited for from before its start, so that it can't be missed.
 *
 * @param reply the engine's answer, whose body comes with the end
 */
record Exit(Reply reply) implements Closeable {

    private static final int UNKNOWN = 125;

    /** Begins to wait for the next end; a container that is removed at its end is waited for until it is. */
    static Exit next(EngineClient engine, String id, boolean removed) {
        return new Exit(engine.open(Request.post("/containers/" + id + "/wait").with("condition", removed ? "removed" : "next-exit")));
    }

    /** Waits for the end and returns the program's exit code. */
    int code() throws IOException {
        Node end = new Node(Json.parse(reply.body().readAllBytes()));
        String error = end.at("Error").at("Message").text();
        if (!error.isEmpty()) {
            throw new Failure(UNKNOWN, "Error waiting for container: " + error);
        }
        return (int) end.at("StatusCode").number();
    }

    @Override
    public void close() throws IOException {
        reply.close();
    }
}
