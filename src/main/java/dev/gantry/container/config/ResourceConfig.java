package dev.gantry.container.config;

import java.util.List;
import java.util.OptionalLong;

/**
 * Its limits; 0 or nothing is none.
 *
 * @param memory             bytes
 * @param memoryReservation  bytes that it keeps when memory is short
 * @param memorySwap         bytes of memory and swap together; -1 no limit
 * @param memorySwappiness   0 … 100
 * @param kernelMemory       recorded only
 * @param nanoCpus           10⁻⁹ of a processor
 * @param cpuShares          relative weight, 1024 is the usual
 * @param cpuPeriod          microseconds, and {@code cpuQuota} of them, -1 no limit
 * @param cpuRealtimePeriod  microseconds, and {@code cpuRealtimeRuntime} of them for processes of a real-time policy
 * @param pidsLimit          -1 or 0 no limit
 * @param blkioWeight        10 … 1000
 * @param blockLimits        for single disks
 * @param cgroupParent       empty: the engine's
 */
public record ResourceConfig(long memory, long memoryReservation, long memorySwap, OptionalLong memorySwappiness, long kernelMemory, boolean oomKillDisable,
                             long nanoCpus, long cpuShares, long cpuPeriod, long cpuQuota, long cpuRealtimePeriod, long cpuRealtimeRuntime,
                             String cpusetCpus, String cpusetMems, OptionalLong pidsLimit, int blkioWeight, List<BlockDeviceLimit> blockLimits,
                             String cgroupParent) {

    /** No limits. */
    public static final ResourceConfig NONE =
            new ResourceConfig(0, 0, 0, OptionalLong.empty(), 0, false, 0, 0, 0, 0, 0, 0, "", "", OptionalLong.empty(), 0, List.of(), "");

    public ResourceConfig {
        // A record of an earlier version has no such list.
        blockLimits = blockLimits == null ? List.of() : List.copyOf(blockLimits);
    }

    /** The memory limit in bytes, where there is one. */
    public OptionalLong memoryLimit() {
        return memory > 0 ? OptionalLong.of(memory) : OptionalLong.empty();
    }

    /** These with what {@code asked} sets in their place (Docker's operation ContainerUpdate): neither swappiness nor the limits of single disks. */
    public ResourceConfig updated(ResourceConfig asked) {
        return new ResourceConfig(or(asked.memory, memory), or(asked.memoryReservation, memoryReservation), or(asked.memorySwap, memorySwap), memorySwappiness,
                kernelMemory, oomKillDisable, or(asked.nanoCpus, nanoCpus), or(asked.cpuShares, cpuShares), or(asked.cpuPeriod, cpuPeriod),
                or(asked.cpuQuota, cpuQuota), or(asked.cpuRealtimePeriod, cpuRealtimePeriod), or(asked.cpuRealtimeRuntime, cpuRealtimeRuntime),
                or(asked.cpusetCpus, cpusetCpus), or(asked.cpusetMems, cpusetMems), asked.pidsLimit.isPresent() ? asked.pidsLimit : pidsLimit,
                (int) or(asked.blkioWeight, blkioWeight), blockLimits, cgroupParent);
    }

    private static long or(long asked, long present) {
        return asked != 0 ? asked : present;
    }

    private static String or(String asked, String present) {
        return asked.isEmpty() ? present : asked;
    }
}
