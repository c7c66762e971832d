package dev.gantry.linux.runner;

import java.time.Instant;

/**
 * How a container or exec ended.
 *
 * @param code      exit code, 128 + signal for a killed process
 * @param signal    the signal that killed it, 0 for none
 * @param oomKilled whether the kernel killed one of its processes for want of memory
 * @param time      when it ended
 * @param log       where its log ends
 */
public record ExitStatus(int code, int signal, boolean oomKilled, Instant time, LogPosition log) {
}
