package dev.gantry.log;

import dev.gantry.config.EngineConfig;
import dev.gantry.config.Paths;
import dev.gantry.config.StartOrder;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/** Erases the logs of removed containers: those that are too old, then the oldest until the rest is small enough. Logs of containers that are there are left alone. */
@ApplicationScoped
class LogRetention {

    private static final Logger LOG = Logger.getLogger(LogRetention.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final Paths paths;
    private final LogStore store;
    private final Duration keep;
    private final long mostBytes;

    LogRetention(Paths paths, LogStore store, EngineConfig config) {
        this.paths = paths;
        this.store = store;
        this.keep = config.removedLogs().keep();
        this.mostBytes = config.removedLogs().maxBytes();
    }

    private record Log(Path directory, long bytes, Instant written) {}

    void begin(@Observes @Priority(StartOrder.SERVICES) StartupEvent started) {
        Thread.ofVirtual().name("log-retention").start(() -> {
            try {
                while (true) {
                    sweep(Instant.now());
                    Thread.sleep(INTERVAL);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** One pass. */
    void sweep(Instant now) {
        try {
            long total = 0;
            for (var log : newestFirst()) {
                total += log.bytes();
                if (total > mostBytes || log.written().plus(keep).isBefore(now)) {
                    erase(log.directory());
                }
            }
        } catch (IOException e) {
            LOG.warnf("logs of removed containers could not be looked through: %s", e);
        }
    }

    private List<Log> newestFirst() throws IOException {
        var logs = new ArrayList<Log>();
        try (var directories = Files.list(paths.logs())) {
            for (var directory : directories.filter(d -> !store.isPresent(d.getFileName().toString())).toList()) {
                long bytes = 0;
                var written = Files.getLastModifiedTime(directory).toInstant();
                try (var segments = Files.list(directory)) {
                    for (var segment : segments.toList()) {
                        bytes += Files.size(segment);
                        var time = Files.getLastModifiedTime(segment).toInstant();
                        written = time.isAfter(written) ? time : written;
                    }
                }
                logs.add(new Log(directory, bytes, written));
            }
        }
        logs.sort(Comparator.comparing(Log::written).reversed());
        return logs;
    }

    private static void erase(Path directory) throws IOException {
        try (var segments = Files.list(directory)) {
            for (var segment : segments.toList()) {
                Files.delete(segment);
            }
        }
        Files.delete(directory);
    }
}
