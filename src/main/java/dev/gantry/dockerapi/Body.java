package dev.gantry.dockerapi;

import dev.gantry.model.InvalidRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads a JSON body under Docker's rules: its type must be said, and it is bounded. */
final class Body {

    private static final int LIMIT = 8 * 1024 * 1024;

    private Body() {}

    /** The body as this wire type; InvalidRequest where there is none, where it is no JSON or too long. */
    static <T> T required(InputStream in, HttpHeaders headers, Class<T> type) {
        byte[] bytes = read(in);
        checkType(headers, bytes);
        return Json.read(bytes, type);
    }

    /** The same, {@code otherwise} where the body is empty. */
    static <T> T optional(InputStream in, HttpHeaders headers, Class<T> type, T otherwise) {
        byte[] bytes = read(in);
        if (bytes.length == 0) {
            return otherwise;
        }
        checkType(headers, bytes);
        return Json.read(bytes, type);
    }

    private static byte[] read(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new InvalidRequest("the request body is longer than " + LIMIT + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new InvalidRequest("the request body ended early: " + e.getMessage(), e);
        }
    }

    private static void checkType(HttpHeaders headers, byte[] bytes) {
        String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (bytes.length == 0 && type == null) {
            return;
        }
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!media.equals("application/json")) {
            throw new InvalidRequest("unsupported Content-Type header (" + (type == null ? "" : type) + "): must be 'application/json'");
        }
    }
}
