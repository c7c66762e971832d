package dev.gantry.linux.runner;

/** Decodes STATE messages. */
final class MonitorStates {
    private static final long TTY = 1;
    private static final long STDIN = 2;

    private MonitorStates() {
    }

    static MonitorState decode(Message message) {
        MonitorState.Phase phase = switch ((int) message.number(Tag.PHASE)) {
            case 1 -> MonitorState.Phase.HELD;
            case 2 -> MonitorState.Phase.RUNNING;
            case 3 -> MonitorState.Phase.ENDED;
            default -> throw new Message.MalformedMessage("phase " + message.number(Tag.PHASE));
        };
        long options = message.number(Tag.FLAGS);
        return new MonitorState((int) message.number(Tag.RUN), phase, (int) message.number(Tag.PID), message.number(Tag.START_TICKS),
                Times.ofNanos(message.number(Tag.TIME)), message.logPosition(), (options & TTY) != 0, (options & STDIN) != 0,
                (int) message.number(Tag.CODE));
    }
}
