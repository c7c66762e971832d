package dev.gantry.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.entry.EntryProfile;
import dev.gantry.event.Event;
import dev.gantry.event.Events;
import dev.gantry.model.EngineFailure;
import dev.gantry.task.TaskRow;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EntryProfile.class)
class DbWriterTest {

    private static final String INSERT = "insert into note (id) values (?)";

    @Inject
    DbWriter writer;

    @Inject
    Events events;

    @BeforeEach
    void table() {
        writer.write(rows -> {
            rows.change("drop table if exists note");
            return rows.change("create table note (id integer primary key)");
        });
    }

    @Test
    @DisplayName("a change of rows that fails leaves nothing behind, and those that shared its transaction are made all the same")
    void failsAlone() {
        var good = IntStream.range(0, 20).mapToObj(i -> writer.later(rows -> rows.change(INSERT, i))).toList();
        var bad = writer.later(rows -> {
            rows.change(INSERT, 100);
            return rows.change(INSERT, 1);
        });
        var after = writer.later(rows -> rows.change(INSERT, 21));
        good.forEach(CompletableFuture::join);
        assertEquals(1, after.join());
        assertThrows(RuntimeException.class, bad::join);
        assertEquals(21, count());
    }

    @Test
    @DisplayName("changes of rows and of entities are made in the order they were handed in")
    void ordered() {
        var order = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            writer.later(rows -> order.append('r'));
            writer.later(() -> order.append(TaskRow.count() < 0 ? '?' : 'e'));
        }
        writer.write(rows -> order);
        assertEquals("rerererere", order.toString());
    }

    @Test
    @DisplayName("an event told inside a change of entities is undone with it")
    void oneTransaction() {
        long before = events.latest();
        assertThrows(EngineFailure.class, () -> writer.write(() -> {
            events.record(Event.IMAGE, "undone", "nobody", Map.of());
            throw new IllegalArgumentException("the change failed");
        }));
        events.record(Event.IMAGE, "made", "nobody", Map.of());
        assertTrue(events.latest() > before);
        assertEquals(0, events.history(OptionalLong.empty(), OptionalLong.empty()).stream().filter(event -> event.action().equals("undone")).count());
    }

    @Test
    @DisplayName("a change of rows can't change entities, whose transaction is another")
    void keptApart() {
        assertThrows(EngineFailure.class, () -> writer.write(rows -> writer.write(() -> TaskRow.count())));
    }

    private int count() {
        return writer.write(rows -> rows.first("select count(*) from note", row -> row.getInt(1))).orElseThrow();
    }
}
