package dev.gantry.dockerapi.wire;

import java.util.List;

/** The steps of a container's last start, in microseconds since it was asked for. */
public record TraceReply(int run, List<Step> steps) {

    /** A step that was done by {@code engine}, {@code monitor} or {@code process}. */
    public record Step(String side, String name, long micros) {}
}
