package dev.gantry.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gantry.entry.EntryProfile;
import dev.gantry.record.DbWriter;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(EntryProfile.class)
class AuditTest {

    private static final int ROWS = 60;

    @Inject
    Audit audit;

    @Inject
    DbWriter writer;

    @Test
    @DisplayName("the trail stays whole and in order where transactions with its rows are undone and run again")
    void wholeAfterUndoing() {
        var failures = new ArrayList<CompletableFuture<Object>>();
        for (int i = 0; i < ROWS; i++) {
            audit.record(Principal.peer("someone", 7), "unix uid 7", "containers:start", "row " + i, "204");
            if (i % 3 == 0) {
                failures.add(writer.later(rows -> {
                    throw new SQLException("undo what shares this transaction");
                }));
            }
        }
        failures.forEach(failure -> assertThrows(RuntimeException.class, failure::join));
        writer.write(() -> null);
        var newest = audit.newest(ROWS);
        for (int i = 0; i < ROWS; i++) {
            assertEquals("row " + (ROWS - 1 - i), newest.get(i).target);
            assertEquals(newest.getFirst().sequence - i, newest.get(i).sequence);
        }
        assertEquals(Optional.empty(), audit.firstBroken());
    }
}
