package dev.gantry.linux.runner;

import dev.gantry.linux.runner.TraceStep.Side;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decodes the TRACE of a STARTED. */
final class TraceSteps {
    private static final int STEP = 1;
    private static final int TIME = 1;
    private static final int SIDE = 2;
    private static final int NAME = 3;
    private static final int PROCESS = 2;

    private TraceSteps() {
    }

    /** The steps in the order of their times; none of a monitor that is too old to tell. */
    static List<TraceStep> decode(Message started) {
        List<TraceStep> steps = new ArrayList<>();
        ByteBuffer trace = started.fields().get(Tag.TRACE);
        if (trace != null) {
            Message.eachField(trace.duplicate().order(ByteOrder.LITTLE_ENDIAN), "TRACE", (tag, field) -> {
                if (tag == STEP) {
                    steps.add(step(field));
                }
            });
        }
        steps.sort(Comparator.comparingLong(TraceStep::nanos));
        return List.copyOf(steps);
    }

    private static TraceStep step(ByteBuffer payload) {
        Map<Integer, ByteBuffer> fields = new HashMap<>();
        Message.eachField(payload, "TRACE", fields::put);
        if (!fields.keySet().containsAll(List.of(TIME, SIDE, NAME))) {
            throw new Message.MalformedMessage("a step of TRACE is not whole");
        }
        Side side = fields.get(SIDE).get(0) == PROCESS ? Side.PROCESS : Side.MONITOR;
        return new TraceStep(side, StandardCharsets.UTF_8.decode(fields.get(NAME)).toString(), fields.get(TIME).getLong(0));
    }
}
