package dev.gantry.linux.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.linux.Errno;
import dev.gantry.linux.KernelException;
import dev.gantry.linux.spec.Fields;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LogWatchesTest {

    private static final Consumer<Fields> GONE = fields -> {
        throw new KernelException("sendmsg", "a closed socket", Errno.EPIPE);
    };

    private final LogWatches watches = new LogWatches();

    @Test
    void aMonitorThatHasGoneFailsTheWatchAndNotItsCaller() {
        var watch = watches.add(1, 64, GONE);

        assertTrue(watch.isCompletedExceptionally());
    }

    @Test
    void newsOfAMonitorThatGoesMeanwhileStillWakesWhomItIsEnoughFor() {
        var near = watches.add(1, 64, fields -> {});
        var far = watches.add(1, 1000, fields -> {});

        watches.progress(new LogPosition(1, 128, 2), GONE);

        assertEquals(128, near.join().offset());
        assertFalse(far.isDone());
        watches.end();
        assertTrue(far.isCompletedExceptionally());
    }
}
