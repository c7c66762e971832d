package dev.gantry.linux.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file of {@code key=value} lines that was renamed into place whole. Unknown keys are passed over.
 */
final class KeyValues {
    private final Path file;
    private final Map<String, String> values = new HashMap<>();

    private KeyValues(Path file, String text) {
        this.file = file;
        for (String line : text.split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
    }

    /** Empty where there is no such file. */
    static Optional<KeyValues> read(Path file) {
        try {
            return Optional.of(new KeyValues(file, Files.readString(file)));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException("Reading " + file, failure);
        }
    }

    String text(String key) {
        return values.getOrDefault(key, "");
    }

    long number(String key) {
        String value = values.getOrDefault(key, "");
        try {
            return value.isEmpty() ? 0 : Long.parseUnsignedLong(value);
        } catch (NumberFormatException wrong) {
            throw new UncheckedIOException(new IOException(file + ": " + key + "=" + value + " is no number", wrong));
        }
    }
}
