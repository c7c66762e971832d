package dev.gantry.linux.cgroup;

import dev.gantry.linux.spec.CgroupEntry.Write;
import java.util.ArrayList;
import java.util.List;

/**
 * A container's limits as values of cgroup v2 files; Docker's v1 units are converted as its users know it.
 */
final class V2Values {
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
        if (resources.pidsLimit() > 0) {
            writes.add(new Write("pids.max", Long.toString(resources.pidsLimit()), false));
        }
        if (resources.blkioWeight() > 0) {
            writes.add(new Write("io.bfq.weight", Integer.toString(resources.blkioWeight()), true));
            writes.add(new Write("io.weight", Long.toString(weightOfBlkio(resources.blkioWeight())), true));
        }
        return writes;
    }

    /** From 2 … 262144 to 1 … 10000 in a straight line. */
    static long weightOfShares(long shares) {
        long bounded = Math.clamp(shares, 2, 262_144);
        return 1 + (bounded - 2) * 9999 / 262_142;
    }

    /** From 10 … 1000 to 1 … 10000 in a straight line. */
    private static long weightOfBlkio(int weight) {
        return 1 + (weight - 10L) * 9999 / 990;
    }
}
