package dev.gantry.linux.cgroup;

import java.util.List;
import java.util.Objects;

/**
 * A container's limits in Docker's units, zero or empty for unlimited; made by {@link #builder()}.
 *
 * @param memory            bytes
 * @param memorySwap        bytes of memory and swap together, -1 without limit, 0 for twice the memory
 * @param memoryReservation bytes, the soft limit
 * @param memorySwappiness  0 … 100, -1 for the host's
 * @param nanoCpus          billionths of a processor; excludes quota and period
 * @param cpuQuota          microseconds a period
 * @param cpuPeriod         microseconds
 * @param cpuShares         2 … 262144
 * @param cpusetCpus        list such as {@code 0-2,4}
 * @param pidsLimit         processes and threads; -1 without limit
 * @param realtimeRuntime   microseconds a {@code realtimePeriod} for processes of a real-time policy
 * @param blkioWeight       10 … 1000
 * @param blockLimits       for single disks
 * @param devices           rules in order; the first takes everything away
 */
public record Resources(long memory, long memorySwap, long memoryReservation, int memorySwappiness, boolean oomKillDisable,
                        long nanoCpus, long cpuQuota, long cpuPeriod, long cpuShares, long realtimeRuntime, long realtimePeriod,
                        String cpusetCpus, String cpusetMems, long pidsLimit, int blkioWeight, List<BlockLimit> blockLimits,
                        List<DeviceRule> devices) {
    public Resources {
        blockLimits = List.copyOf(blockLimits);
        devices = List.copyOf(devices);
        Objects.requireNonNull(cpusetCpus, "cpusetCpus");
        Objects.requireNonNull(cpusetMems, "cpusetMems");
    }

    /** Bytes of memory and swap together with Docker's default applied: twice the memory; -1 without limit. */
    public long effectiveMemorySwap() {
        return memorySwap == 0 ? memory * 2 : memorySwap;
    }

    /** No limit, and the devices that every container may use. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the values of {@link Resources}. */
    public static final class Builder {
        private long memory;
        private long memorySwap;
        private long memoryReservation;
        private int memorySwappiness = -1;
        private boolean oomKillDisable;
        private long nanoCpus;
        private long cpuQuota;
        private long cpuPeriod;
        private long cpuShares;
        private String cpusetCpus = "";
        private String cpusetMems = "";
        private long pidsLimit;
        private long realtimeRuntime;
        private long realtimePeriod;
        private int blkioWeight;
        private List<BlockLimit> blockLimits = List.of();
        private List<DeviceRule> devices = DeviceRule.DEFAULTS;

        private Builder() {
        }

        /** Bytes of memory, of memory and swap (-1: no limit, 0: twice the memory), and of the soft limit. */
        public Builder memory(long limit, long withSwap, long reservation) {
            memory = limit;
            memorySwap = withSwap;
            memoryReservation = reservation;
            return this;
        }

        /** 0 … 100, -1 for the host's. */
        public Builder memorySwappiness(int value) {
            memorySwappiness = value;
            return this;
        }

        /** Lets processes wait instead of being killed when memory is out (v1 only). */
        public Builder oomKillDisable(boolean disable) {
            oomKillDisable = disable;
            return this;
        }

        /** Billionths of a processor. */
        public Builder nanoCpus(long value) {
            nanoCpus = value;
            return this;
        }

        /** Microseconds of processor time in each period. */
        public Builder cpuQuota(long quota, long period) {
            cpuQuota = quota;
            cpuPeriod = period;
            return this;
        }

        /** Relative weight, 1024 by default. */
        public Builder cpuShares(long shares) {
            cpuShares = shares;
            return this;
        }

        /** Microseconds in each period for processes of a real-time policy (v1 only). */
        public Builder realtime(long runtime, long period) {
            realtimeRuntime = runtime;
            realtimePeriod = period;
            return this;
        }

        /** Lists of processors and of memory nodes. */
        public Builder cpuset(String cpus, String mems) {
            cpusetCpus = cpus;
            cpusetMems = mems;
            return this;
        }

        /** Most processes and threads, -1 without limit. */
        public Builder pidsLimit(long limit) {
            pidsLimit = limit;
            return this;
        }

        /** Relative weight of block I/O, 10 … 1000. */
        public Builder blkioWeight(int weight) {
            blkioWeight = weight;
            return this;
        }

        /** Limits of single disks. */
        public Builder blockLimits(List<BlockLimit> limits) {
            blockLimits = List.copyOf(limits);
            return this;
        }

        /** Device rules in place of the default ones. */
        public Builder devices(List<DeviceRule> rules) {
            devices = List.copyOf(rules);
            return this;
        }

        /** The finished limits. */
        public Resources build() {
            return new Resources(memory, memorySwap, memoryReservation, memorySwappiness, oomKillDisable, nanoCpus, cpuQuota,
                    cpuPeriod, cpuShares, realtimeRuntime, realtimePeriod, cpusetCpus, cpusetMems, pidsLimit, blkioWeight, blockLimits, devices);
        }
    }
}
