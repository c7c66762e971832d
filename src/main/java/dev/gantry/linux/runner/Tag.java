package dev.gantry.linux.runner;

/**
 * Numbers of the fields of a message (docs/formats.md, section 1).
 */
final class Tag {
    static final int PROTOCOL = 1;
    static final int ERRNO = 2;
    static final int STAGE = 3;
    static final int TEXT = 4;
    static final int PID = 5;
    static final int START_TICKS = 6;
    static final int TIME = 7;
    static final int CODE = 8;
    static final int SIGNAL = 9;
    static final int FLAGS = 10;
    static final int ROWS = 11;
    static final int COLUMNS = 12;
    static final int DATA = 13;
    static final int STREAM = 14;
    static final int SEGMENT = 15;
    static final int OFFSET = 16;
    static final int RUN = 17;
    static final int CGROUP = 18;
    static final int PHASE = 19;
    static final int LINE = 20;
    static final int TRACE = 21;

    private Tag() {
    }
}
