package dev.gantry.container.config;

import java.util.OptionalLong;

/**
 * Its limits; 0 or nothing is none.
 *
 * @param memory            bytes
 * @param memorySwap        bytes of memory and swap together; -1 no limit
 * @param memorySwappiness  0 … 100
 * @param nanoCpus          10⁻⁹ of a processor
 * @param cpuShares         relative weight, 1024 is the usual
 * @param cpuPeriod         microseconds, and {@code cpuQuota} of them
 * @param pidsLimit         -1 or 0 no limit
 * @param blkioWeight       10 … 1000, recorded and set where the kernel has it
 * @param cgroupParent      empty: the engine's
 */
public record ResourceConfig(long memory, long memoryReservation, long memorySwap, OptionalLong memorySwappiness, long kernelMemory, boolean oomKillDisable,
                             long nanoCpus, long cpuShares, long cpuPeriod, long cpuQuota, long cpuRealtimePeriod, long cpuRealtimeRuntime,
                             String cpusetCpus, String cpusetMems, OptionalLong pidsLimit, int blkioWeight, String cgroupParent) {

    /** No limits. */
    public static final ResourceConfig NONE = new ResourceConfig(0, 0, 0, OptionalLong.empty(), 0, false, 0, 0, 0, 0, 0, 0, "", "", OptionalLong.empty(), 0, "");

    /** The memory limit in bytes, where there is one. */
    public OptionalLong memoryLimit() {
        return memory > 0 ? OptionalLong.of(memory) : OptionalLong.empty();
    }
}
