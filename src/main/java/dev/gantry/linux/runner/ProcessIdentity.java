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

    private static final String ZOMBIE = "Z";

    /** Who has this pid now, as a zombie too; empty where nobody has. */
    public static Optional<ProcessIdentity> of(int pid) {
        return fields(pid).map(fields -> new ProcessIdentity(pid, Long.parseLong(fields[START_TICKS])));
    }

    /** Whether this very process still does something: a zombie, which may wait long for its parent, does not. */
    public boolean isAlive() {
        return fields(pid).filter(fields -> !fields[0].equals(ZOMBIE) && Long.parseLong(fields[START_TICKS]) == startTicks).isPresent();
    }

    private static Optional<String[]> fields(int pid) {
        try {
            String stat = new String(Files.readAllBytes(Path.of("/proc", Integer.toString(pid), "stat")), StandardCharsets.ISO_8859_1);
            // A command may hold spaces and brackets itself: only the last bracket ends it.
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
