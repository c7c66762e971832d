package dev.gantry.linux.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that can't be mistaken for a later one with the same pid.
 *
 * @param startTicks field 22 of /proc/PID/stat
 */
public record ProcessIdentity(int pid, long startTicks) {
    /** Of the fields behind the command's closing bracket, the first of which is field 3. */
    private static final int START_TICKS = 22 - 3;

    /** Who has this pid now; empty where nobody has. */
    public static Optional<ProcessIdentity> of(int pid) {
        String stat;
        try {
            stat = new String(Files.readAllBytes(Path.of("/proc", Integer.toString(pid), "stat")), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return Optional.empty();
        }
        // A command may hold spaces and brackets itself: only the last bracket ends it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields[START_TICKS])));
    }

    /** Whether this very process exists, as a zombie too. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }
}
