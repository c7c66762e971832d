package dev.gantry.linux.cgroup;

import dev.gantry.linux.spec.CgroupEntry.Write;
import java.util.ArrayList;
import java.util.List;

/**
 * A container's limits as values of cgroup v2 files; Docker's v1 units are converted as its users know it.
 */
final class V2Values {
    private static final long LEAST_SHARES = 2;
    private static final long MOST_SHARES = 262_144;
    private static final long MOST_WEIGHT = 10_000;

    private V2Values() {
    }

    static List<Write> of(Resources resources) {
        List<Write> writes = new ArrayList<>();
        if (resources.memory() > 0) {
            writes.add(new Write("memory.max", Long.toString(resources.memory()), false));
        }
        if (resources.memory() > 0 || resources.memorySwap() != 0) {
            long together = resources.effectiveMemorySwap();
            writes.add(new Write("memory.swap.max", together < 0 ? "max" : Long.toString(together - resources.memory()), true));
        }
        if (resources.memoryReservation() > 0) {
            writes.add(new Write("memory.low", Long.toString(resources.memoryReservation()), false));
        }
        if (resources.cpuShares() > 0) {
            writes.add(new Write("cpu.weight", Long.toString(weightOfShares(resources.cpuShares())), false));
        }
        CpuBandwidth bandwidth = CpuBandwidth.of(resources);
        if (bandwidth.quota() != 0 || bandwidth.period() > 0) {
            writes.add(new Write("cpu.max", bandwidth.v2(), false));
        }
        if (!resources.cpusetCpus().isEmpty()) {
            writes.add(new Write("cpuset.cpus", resources.cpusetCpus(), false));
        }
        if (!resources.cpusetMems().isEmpty()) {
            writes.add(new Write("cpuset.mems", resources.cpusetMems(), false));
        }
        if (resources.pidsLimit() != 0) {
            writes.add(new Write("pids.max", resources.pidsLimit() > 0 ? Long.toString(resources.pidsLimit()) : "max", false));
        }
        if (resources.blkioWeight() > 0) {
            writes.add(new Write("io.bfq.weight", Integer.toString(resources.blkioWeight()), true));
            writes.add(new Write("io.weight", "default " + weightOfBlkio(resources.blkioWeight()), true));
        }
        resources.blockLimits().forEach(limit -> block(limit, writes));
        return writes;
    }

    /** A weight is BFQ's in its own units, or the cost model's; a kernel may have either, both or none. */
    private static void block(BlockLimit limit, List<Write> writes) {
        switch (limit.kind()) {
            case WEIGHT -> {
                writes.add(new Write("io.bfq.weight", limit.device() + " " + limit.value(), true));
                writes.add(new Write("io.weight", limit.device() + " " + weightOfBlkio(limit.value()), true));
            }
            case READ_BPS -> writes.add(throttle(limit, "rbps"));
            case WRITE_BPS -> writes.add(throttle(limit, "wbps"));
            case READ_IOPS -> writes.add(throttle(limit, "riops"));
            case WRITE_IOPS -> writes.add(throttle(limit, "wiops"));
        }
    }

    private static Write throttle(BlockLimit limit, String key) {
        return new Write("io.max", limit.device() + " " + key + "=" + limit.value(), false);
    }

    /**
     * From 2 … 262144 to 1 … 10000 by the curve that the OCI runtimes use since 2025: 2, 1024 (the default) and 262144 become 1, 100 and 10000. The straight
     * line that they used before made 39 of the default.
     */
    static long weightOfShares(long shares) {
        if (shares <= LEAST_SHARES) {
            return 1;
        }
        if (shares >= MOST_SHARES) {
            return MOST_WEIGHT;
        }
        double log = Math.log(shares) / Math.log(2);
        return (long) Math.ceil(Math.pow(10, (log * log + 125 * log) / 612 - 7.0 / 34));
    }

    /** From 10 … 1000 to 1 … 10000 in a straight line. */
    private static long weightOfBlkio(long weight) {
        return 1 + (weight - 10) * 9999 / 990;
    }
}
