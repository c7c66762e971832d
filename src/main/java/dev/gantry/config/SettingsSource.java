package dev.gantry.config;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads the configuration file and tells Quarkus what follows from Gantry's own settings: the addresses it listens on and where its database is.
 *
 * <p>The file is what {@code GANTRY_CONFIG} names, else {@code /etc/gantry/gantry.conf} if there is one. A line is {@code data-root = /srv/gantry}. The
 * environment goes before the file.
 */
public final class SettingsSource implements ConfigSourceFactory {

    /** Above application.properties (250) and below the environment (300). */
    private static final int ORDINAL = 275;

    private static final String PREFIX = "gantry.";
    private static final Path SYSTEM_FILE = Path.of("/etc/gantry/gantry.conf");
    /** No row's key is made by the database, and to ask for it would be a second statement after each insert. */
    private static final String DATABASE_OPTIONS = "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=5000&foreign_keys=on&transaction_mode=IMMEDIATE"
            + "&jdbc.get_generated_keys=false";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> values = fromFile(context.getValue("gantry.config"));
        Settings settings = name -> {
            ConfigValue outer = context.getValue(PREFIX + name);
            return outer != null && outer.getValue() != null ? outer.getValue() : values.get(PREFIX + name);
        };
        values.putAll(whatFollows(settings));
        return List.of(new PropertiesConfigSource(values, "Gantry's settings", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    private interface Settings {
        String get(String name);

        default String get(String name, String otherwise) {
            String value = get(name);
            return value == null || value.isBlank() ? otherwise : value;
        }
    }

    private static Map<String, String> whatFollows(Settings settings) {
        Paths paths = new Paths(Path.of(settings.get("data-root", "/var/lib/gantry")), Path.of(settings.get("run-dir", "/run/gantry")));
        ListenAddress listen = ListenAddress.parse(settings.get("listen", "127.0.0.1:8080"));
        return Map.of(
                "quarkus.http.host", listen.host(),
                "quarkus.http.port", Integer.toString(listen.port()),
                "quarkus.http.domain-socket", settings.get("socket", paths.socket().toString()),
                "quarkus.datasource.jdbc.url", "jdbc:sqlite:" + paths.database() + DATABASE_OPTIONS);
    }

    private static Map<String, String> fromFile(ConfigValue named) {
        boolean asked = named != null && named.getValue() != null && !named.getValue().isBlank();
        Path file = asked ? Path.of(named.getValue()) : SYSTEM_FILE;
        Map<String, String> values = new HashMap<>();
        if (!asked && !Files.exists(file)) {
            return values;
        }
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("read the configuration file " + file + ": " + e.getMessage(), e);
        }
        lines.stringPropertyNames().forEach(name -> values.put(PREFIX + name, lines.getProperty(name)));
        return values;
    }
}
