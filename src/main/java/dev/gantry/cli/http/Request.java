package dev.gantry.cli.http;

import dev.gantry.cli.json.Json;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request to the engine; each {@code with} gives a new one.
 *
 * @param target the path and the query
 * @param body a {@code byte[]}, an {@link InputStream} that is sent in chunks, or null
 */
public record Request(String method, String target, Map<String, String> headers, Object body) {

    /** A request without body. */
    public static Request of(String method, String path) {
        return new Request(method, path, Map.of(), null);
    }

    /** A GET. */
    public static Request get(String path) {
        return of("GET", path);
    }

    /** A POST. */
    public static Request post(String path) {
        return of("POST", path);
    }

    /** A DELETE. */
    public static Request delete(String path) {
        return of("DELETE", path);
    }

    /** Adds a parameter to the query. */
    public Request with(String name, Object value) {
        String parameter = name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
        return new Request(method, target + (target.indexOf('?') < 0 ? "?" : "&") + parameter, headers, body);
    }

    /** Adds a parameter to the query unless its value is empty. */
    public Request withGiven(String name, String value) {
        return value.isEmpty() ? this : with(name, value);
    }

    /** Adds the parameter with the value 1 if {@code set}. */
    public Request withIf(boolean set, String name) {
        return set ? with(name, 1) : this;
    }

    /** Adds a header. */
    public Request header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, target, more, body);
    }

    /** Sends the value as JSON. */
    public Request json(Object value) {
        return new Request(method, target, headers, Json.write(value).getBytes(StandardCharsets.UTF_8)).header("Content-Type", "application/json");
    }

    /** Sends what the stream gives until it ends. */
    public Request stream(InputStream stream, String type) {
        return new Request(method, target, headers, stream).header("Content-Type", type);
    }

    /** One segment of a path, whatever characters a user has put into it; a slash stays, as names of images have them. */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/").replace("%3A", ":").replace("%40", "@");
    }
}
