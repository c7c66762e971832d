package dev.gantry.container;

import dev.gantry.container.StartTrace.Side;
import dev.gantry.container.StartTrace.Step;
import dev.gantry.linux.runner.TraceStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Notes when the engine has done a step of a start, for one thread. A mark costs a read of the clock; the rest of the work is {@link #trace}'s, which is for
 * the writer of the records.
 */
final class StartClock {

    private record Mark(String name, long nanos) {}

    private final long asked;
    private final List<Mark> marks = new ArrayList<>(8);

    /** {@code asked} is the System.nanoTime() of the moment that counts as zero. */
    StartClock(long asked) {
        this.asked = asked;
    }

    void done(String step) {
        marks.add(new Mark(step, System.nanoTime()));
    }

    /** The engine's steps and the runner's, whose clock is the same. */
    StartTrace trace(int run, List<TraceStep> runner) {
        var steps = new ArrayList<Step>();
        marks.forEach(mark -> steps.add(new Step(Side.ENGINE, mark.name(), micros(mark.nanos()))));
        runner.forEach(step -> steps.add(new Step(step.side() == TraceStep.Side.PROCESS ? Side.PROCESS : Side.MONITOR, step.name(), micros(step.nanos()))));
        steps.sort(Comparator.comparingLong(Step::micros));
        return new StartTrace(run, List.copyOf(steps));
    }

    private long micros(long nanos) {
        return TimeUnit.NANOSECONDS.toMicros(nanos - asked);
    }
}
