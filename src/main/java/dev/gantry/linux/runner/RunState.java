package dev.gantry.linux.runner;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The state file of a running container or exec (docs/formats.md, section 5).
 *
 * @param process pid 1
 * @param started when pid 1 executed its program; empty before that
 */
public record RunState(int run, String bootId, ProcessIdentity monitor, ProcessIdentity process, Optional<Instant> started) {
    private static final String FILE = "state";

    /** Empty where there is none. */
    public static Optional<RunState> read(Path stateDir) {
        return KeyValues.read(stateDir.resolve(FILE)).map(values -> new RunState((int) values.number("run"), values.text("boot_id"),
                new ProcessIdentity((int) values.number("monitor_pid"), values.number("monitor_ticks")),
                new ProcessIdentity((int) values.number("pid"), values.number("ticks")),
                Optional.of(values.number("started_ns")).filter(nanos -> nanos != 0).map(Times::ofNanos)));
    }

    /** Whether the monitor that wrote this still runs: same boot, same process. */
    public boolean monitorLives() {
        return bootId.equals(BootId.current()) && monitor.isAlive();
    }
}
