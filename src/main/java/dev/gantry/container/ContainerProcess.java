package dev.gantry.container;

import java.time.Instant;

/**
 * A process of a container as the host sees it (proc_pid_stat(5)).
 *
 * @param uid of its effective user
 * @param cpuTicks used in user and kernel mode, 100 a second
 * @param command its arguments joined by spaces, or its name in brackets where it has none
 */
public record ContainerProcess(int uid, int pid, int parent, Instant started, int terminal, long cpuTicks, String command) {}
