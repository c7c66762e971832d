package dev.gantry.linux.cgroup;

/**
 * What the host can limit: Docker discards the rest with a warning.
 *
 * @param version           1 or 2
 * @param memory            a limit and a reservation of memory
 * @param swap              a limit of swap
 * @param swappiness        the inclination to swap (v1 only)
 * @param oomKillDisable    waiting in place of a kill (v1 only)
 * @param cpu               shares, quota and period
 * @param realtime          time of real-time processes (v1, where the kernel is built so)
 * @param cpuset            processors and memory nodes
 * @param pids              the number of processes
 * @param blockWeight       a weight of block I/O
 * @param blockDeviceWeight the same for one disk
 * @param blockThrottle     rates of a disk
 * @param processors        what there is, such as {@code 0-3}, and {@code memoryNodes} such as {@code 0}
 */
public record CgroupAbilities(int version, boolean memory, boolean swap, boolean swappiness, boolean oomKillDisable, boolean cpu, boolean realtime,
                              boolean cpuset, boolean pids, boolean blockWeight, boolean blockDeviceWeight, boolean blockThrottle, String processors,
                              String memoryNodes) {
}
