package dev.gantry.linux.runner;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The exit file of a container or exec (docs/formats.md, section 5).
 *
 * @param run    the run that ended
 * @param bootId the boot that it ended in, see {@link BootId}
 */
public record RunExit(int run, String bootId, ExitStatus status) {
    /** Empty where no run has ended yet. A file of another run than the asked one is not that run's end. */
    public static Optional<RunExit> read(Path file) {
        return KeyValues.read(file).map(values -> new RunExit((int) values.number("run"), values.text("boot_id"),
                new ExitStatus((int) values.number("code"), (int) values.number("signal"), values.number("oom") != 0,
                        Times.ofNanos(values.number("time_ns")),
                        new LogPosition(values.number("segment"), values.number("offset"), values.number("line")))));
    }
}
