package dev.gantry.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gantry.container.StartTrace;
import dev.gantry.container.StartTrace.Side;
import dev.gantry.container.StartTrace.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartBarTest {

    @Test
    void aBarGoesOnWhereTheLastStepOfTheSameProcessEnded() {
        var trace = new StartTrace(1, List.of(new Step(Side.ENGINE, "spec made", 100), new Step(Side.MONITOR, "begun", 500), new Step(Side.ENGINE, "handed over", 600),
                new Step(Side.MONITOR, "executed", 1000)));
        assertEquals(List.of(
                new StartBar("engine", "spec made", "0.10", "0.10", 0, 100),
                new StartBar("monitor", "begun", "0.50", "0.40", 100, 400),
                new StartBar("engine", "handed over", "0.60", "0.50", 100, 500),
                new StartBar("monitor", "executed", "1.00", "0.50", 500, 500)), StartBar.of(trace));
    }
}
