package dev.gantry.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.gantry.config.Paths;
import dev.gantry.container.ContainerState.Status;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.event.Event;
import dev.gantry.event.Events;
import dev.gantry.model.Digest;
import dev.gantry.model.ObjectId;
import dev.gantry.record.DbWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Stores containers and tells of their changes: each change is a row and an event in one transaction. */
@ApplicationScoped
class ContainerRecords {

    private final DbWriter writer;
    private final Events events;
    private final Paths paths;
    private final ObjectMapper json = new ObjectMapper().registerModule(new Jdk8Module()).configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

    ContainerRecords(DbWriter writer, Events events, Paths paths) {
        this.writer = writer;
        this.events = events;
        this.paths = paths;
    }

    /** A container as it was stored, and whether its user stopped it last. */
    record Stored(ContainerView view, boolean stoppedByUser) {}

    List<Stored> load() {
        return writer.write(ContainerRow::all).stream().map(this::stored).toList();
    }

    /** Stores a new container before its create is answered. */
    void create(ContainerView view) {
        var config = text(view.config());
        var args = text(command(view));
        writer.write(rows -> {
            var row = row(view, false);
            row.image = view.image().toString();
            row.config = config;
            row.args = args;
            row.createdNano = nanos(view.created());
            row.insert(rows);
            tell(view, "create", Map.of());
            return null;
        });
    }

    /** Stores a state that the container's files tell too; it may lag. The events are told in this order. */
    void later(ContainerView view, boolean stoppedByUser, Happening... happenings) {
        writer.later(rows -> {
            row(view, stoppedByUser).update(rows);
            Arrays.stream(happenings).forEach(happening -> tell(happening.timeNano(), view, happening.action(), happening.attributes()));
            return null;
        });
    }

    /** Stores a start, with where its time went; it may lag. The trace is made on the writer's thread, off the way of the start. */
    void started(ContainerView view, Happening start, Supplier<StartTrace> trace) {
        writer.later(rows -> {
            row(view, false).update(rows);
            ContainerRow.updateTrace(rows, view.id().hex(), text(trace.get()));
            tell(start.timeNano(), view, start.action(), start.attributes());
            return null;
        });
    }

    /** Where the time of its last start went; empty before the first. */
    Optional<StartTrace> startTrace(ObjectId id) {
        ContainerRow row = writer.write(() -> ContainerRow.<ContainerRow>findById(id.hex()));
        try {
            return row == null || row.startTrace == null ? Optional.empty() : Optional.of(json.readValue(row.startTrace, StartTrace.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the start trace of container " + id + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Stores a new name before it is answered. */
    void rename(ContainerView view, boolean stoppedByUser, String oldName) {
        writer.write(rows -> {
            row(view, stoppedByUser).update(rows);
            tell(view, "rename", Map.of("oldName", "/" + oldName));
            return null;
        });
    }

    /** Stores a changed configuration before it is answered. */
    void update(ContainerView view, boolean stoppedByUser) {
        var config = text(view.config());
        writer.write(rows -> {
            row(view, stoppedByUser).update(rows);
            ContainerRow.updateConfig(rows, view.id().hex(), config);
            tell(view, "update", Map.of());
            return null;
        });
    }

    /** Forgets a container before its removal is answered. */
    void remove(ContainerView view) {
        writer.write(rows -> {
            ContainerRow.delete(rows, view.id().hex());
            tell(view, "destroy", Map.of());
            return null;
        });
    }

    /** Tells of something that changes no record. */
    void event(ContainerView view, String action, Map<String, String> attributes) {
        writer.later(rows -> {
            tell(view, action, attributes);
            return null;
        });
    }

    /** An event to tell with a change. */
    record Happening(long timeNano, String action, Map<String, String> attributes) {
        static Happening now(String action, Map<String, String> attributes) {
            return new Happening(nanos(Instant.now()), action, attributes);
        }
    }

    static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    private void tell(ContainerView view, String action, Map<String, String> attributes) {
        tell(nanos(Instant.now()), view, action, attributes);
    }

    private void tell(long timeNano, ContainerView view, String action, Map<String, String> more) {
        var attributes = new HashMap<>(view.config().labels());
        attributes.put("image", view.config().image());
        attributes.put("name", view.name());
        attributes.putAll(more);
        events.recordAt(timeNano, Event.CONTAINER, action, view.id().hex(), attributes);
    }

    /** A container's row with all that changes in its life. */
    private static ContainerRow row(ContainerView view, boolean stoppedByUser) {
        var state = view.state();
        var row = new ContainerRow();
        row.id = view.id().hex();
        row.name = view.name();
        row.run = view.run();
        row.status = state.status().name();
        row.exitCode = state.exitCode();
        row.oomKilled = state.oomKilled();
        row.error = state.error();
        row.startedNano = state.startedAt().map(ContainerRecords::nanos).orElse(null);
        row.finishedNano = state.finishedAt().map(ContainerRecords::nanos).orElse(null);
        row.restartCount = view.restartCount();
        row.stoppedByUser = stoppedByUser;
        return row;
    }

    private Stored stored(ContainerRow row) {
        try {
            var id = new ObjectId(row.id);
            var config = json.readValue(row.config, ContainerConfig.class);
            var command = List.of(json.readValue(row.args, String[].class));
            var state = new ContainerState(Status.valueOf(row.status), 0, row.exitCode, row.oomKilled, row.error, instant(row.startedNano), instant(row.finishedNano));
            return new Stored(ContainerView.of(id, row.name, Digest.parse(row.image), config, command, instant(row.createdNano).orElseThrow(), paths)
                    .withState(state).withRun(row.run).withRestartCount(row.restartCount), row.stoppedByUser);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record of container " + row.id + " can't be read: " + e.getMessage(), e);
        }
    }

    private static Optional<Instant> instant(Long nanos) {
        return Optional.ofNullable(nanos).map(n -> Instant.ofEpochSecond(0, n));
    }

    private static List<String> command(ContainerView view) {
        var command = new java.util.ArrayList<String>();
        command.add(view.path());
        command.addAll(view.args());
        return command;
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
