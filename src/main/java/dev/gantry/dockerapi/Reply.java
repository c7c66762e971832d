package dev.gantry.dockerapi;

import dev.gantry.dockerapi.wire.ErrorMessage;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers in Docker's form. */
final class Reply {

    /** What Docker says for a path or method that it doesn't have. */
    static final String PAGE_NOT_FOUND = "page not found";

    private Reply() {}

    static Response ok(Object wire) {
        return json(200, wire);
    }

    static Response created(Object wire) {
        return json(201, wire);
    }

    static Response done() {
        return Response.noContent().build();
    }

    static Response empty(int status) {
        return Response.status(status).entity(new byte[0]).build();
    }

    static Response error(int status, String message) {
        return json(status, new ErrorMessage(message));
    }

    static Response json(int status, Object wire) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(Json.bytes(wire)).build();
    }
}
