package dev.gantry.engine;

import dev.gantry.model.EngineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** When a process started, in the kernel's clock ticks since boot (field 22 of /proc/PID/stat, proc(5)). */
final class ProcessTicks {

    /** Field 22, counted from the third, which is the first behind the program's name in parentheses. */
    private static final int START_TIME = 22 - 3;

    private ProcessTicks() {}

    /** This process' own. */
    static long own() {
        try {
            return of(Files.readString(Path.of("/proc/self/stat")));
        } catch (IOException e) {
            throw new EngineFailure("read /proc/self/stat: " + e, e);
        }
    }

    /** From the text of a stat file; the name in it may hold blanks and parentheses, so the last one counts. */
    static long of(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[START_TIME]);
    }
}
