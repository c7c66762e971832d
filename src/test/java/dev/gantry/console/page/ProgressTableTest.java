package dev.gantry.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gantry.task.TaskEvent.LayerProgress;
import dev.gantry.task.TaskEvent.Phase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressTableTest {

    private static final long SECOND = 1_000_000_000L;

    private final ProgressTable table = new ProgressTable("0123456789ab");

    @Test
    @DisplayName("bytes, rate, time left and finished layers are added up over all layers")
    void addsUp() {
        table.accept(new LayerProgress("a", Phase.ALREADY_THERE, 0, 0), 0);
        for (int i = 0; i <= 4; i++) {
            table.accept(new LayerProgress("b", Phase.DOWNLOADING, i * 1_000_000, 20_000_000), i * SECOND / 2);
            table.accept(new LayerProgress("c", Phase.DOWNLOADING, i * 500_000, 10_000_000), i * SECOND / 2);
        }
        Progress progress = table.snapshot(2 * SECOND);
        assertEquals("6.00 MB of 30.0 MB", progress.bytes());
        assertEquals("3.00 MB/s", progress.rate());
        assertEquals("about 8 seconds left", progress.eta());
        assertEquals(1, progress.layersDone());
        assertEquals("2.00 MB/s", progress.layers().get(1).rate());
        assertEquals(200, progress.layers().get(1).permille());
    }

    @Test
    @DisplayName("who comes late does not take all that was downloaded before for the rate of now")
    void late() {
        table.accept(new LayerProgress("b", Phase.DOWNLOADING, 50_000_000, 90_000_000), 0);
        table.accept(new LayerProgress("b", Phase.DOWNLOADING, 51_000_000, 90_000_000), SECOND);
        assertEquals("1.00 MB/s", table.snapshot(SECOND).rate());
    }

    @Test
    @DisplayName("a layer that is there counts as done, whatever was not said of its download")
    void done() {
        table.accept(new LayerProgress("b", Phase.DOWNLOADING, 5_000_000, 9_000_000), 0);
        table.accept(new LayerProgress("b", Phase.EXTRACTING, 1_000_000, 9_000_000), SECOND);
        table.accept(new LayerProgress("b", Phase.DONE, 0, 0), SECOND);
        Progress progress = table.snapshot(SECOND);
        assertEquals("9.00 MB of 9.00 MB", progress.bytes());
        assertEquals(1, progress.layersDone());
        assertEquals(1000, progress.layers().getFirst().permille());
    }
}
