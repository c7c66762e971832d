package dev.gantry.console.page;

import dev.gantry.container.StartTrace;
import dev.gantry.container.StartTrace.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A step of a start as a row with a bar: from the end of the step before it in the same process, or of whichever came before where it is the first of its process.
 *
 * @param at    milliseconds since the start was asked for
 * @param took  milliseconds
 * @param from  in thousandths of the whole start, as is {@code width}
 */
public record StartBar(String side, String step, String at, String took, long from, long width) {

    private static final long WHOLE = 1000;
    private static final double MICROS_A_MILLI = 1000.0;

    static List<StartBar> of(StartTrace trace) {
        long end = Math.max(1, trace.steps().getLast().micros());
        Map<Side, Long> lastOf = new EnumMap<>(Side.class);
        long last = 0;
        List<StartBar> bars = new ArrayList<>();
        for (StartTrace.Step step : trace.steps()) {
            long from = lastOf.getOrDefault(step.side(), last);
            bars.add(new StartBar(step.side().name().toLowerCase(Locale.ROOT), step.name(), millis(step.micros()), millis(step.micros() - from),
                    from * WHOLE / end, Math.max(1, (step.micros() - from) * WHOLE / end)));
            lastOf.put(step.side(), step.micros());
            last = step.micros();
        }
        return bars;
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.2f", micros / MICROS_A_MILLI);
    }
}
