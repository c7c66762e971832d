package dev.gantry.container;

import java.util.List;

/**
 * Where the time of a container's last start went: what engine, monitor and process had done, and when.
 *
 * @param run   number of the start
 * @param steps in the order of their times
 */
public record StartTrace(int run, List<Step> steps) {

    /** Which process has done a step. */
    public enum Side { ENGINE, MONITOR, PROCESS }

    /**
     * A step that was done.
     *
     * @param micros since the start was asked for
     */
    public record Step(Side side, String name, long micros) {}
}
