package dev.gantry.cli.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * An answer, whose body is read as it comes.
 *
 * @param headers by their names in small letters
 */
public record Reply(int status, Map<String, String> headers, InputStream body, Connection connection) implements Closeable {

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
