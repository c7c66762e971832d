package dev.gantry.linux.runner;

/**
 * Numbers of the messages between engine, spawner and monitor (docs/formats.md, sections 2 and 4).
 */
enum MessageType {
    SETUP(1), SETUP_DONE(2), START(3), FORKED(4), SPAWNER_ERROR(5),
    HELLO(16), STATE(17), READY(18), GO(19), STARTED(20), ERROR(21), WATCH(22), PROGRESS(23), INPUT(24), INPUT_END(25), INPUT_GONE(26),
    RESIZE(27), KILL(28), KILLED(29), DESCRIPTORS(30), DESCRIPTORS_ARE(31), ATTACH(32), OUTPUT(33), OUTPUT_END(34), LOG_BLOCKED(35),
    LOG_FREE(36), EXIT(37),
    /** A type that a newer runner knows and this engine does not. */
    UNKNOWN(0);

    private final int number;

    MessageType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static MessageType of(int number) {
        for (MessageType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        return UNKNOWN;
    }
}
