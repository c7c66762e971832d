package dev.gantry.cli.command.create;

import static dev.gantry.cli.args.Option.text;

import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import dev.gantry.cli.args.Quantities;
import dev.gantry.cli.args.UsageError;
import java.util.List;

/** Limits that can be changed while the container runs: memory, processors, block devices as a whole, processes. */
final class LimitOptions implements OptionGroup {

    private static final Option.Text BLKIO_WEIGHT = text("blkio-weight", "uint16", "Block IO (relative weight), between 10 and 1000, or 0 to disable (default 0)");
    private static final Option.Text CPU_PERIOD = text("cpu-period", "int", "Limit CPU CFS (Completely Fair Scheduler) period");
    private static final Option.Text CPU_QUOTA = text("cpu-quota", "int", "Limit CPU CFS (Completely Fair Scheduler) quota");
    private static final Option.Text CPU_RT_PERIOD = text("cpu-rt-period", "int", "Limit CPU real-time period in microseconds");
    private static final Option.Text CPU_RT_RUNTIME = text("cpu-rt-runtime", "int", "Limit CPU real-time runtime in microseconds");
    private static final Option.Text CPU_SHARES = text('c', "cpu-shares", "int", "CPU shares (relative weight)");
    private static final Option.Text CPUS = text("cpus", "decimal", "Number of CPUs");
    private static final Option.Text CPUSET_CPUS = text("cpuset-cpus", "string", "CPUs in which to allow execution (0-3, 0,1)");
    private static final Option.Text CPUSET_MEMS = text("cpuset-mems", "string", "MEMs in which to allow execution (0-3, 0,1)");
    private static final Option.Text MEMORY = text('m', "memory", "bytes", "Memory limit");
    private static final Option.Text MEMORY_RESERVATION = text("memory-reservation", "bytes", "Memory soft limit");
    private static final Option.Text MEMORY_SWAP = text("memory-swap", "bytes", "Swap limit equal to memory plus swap: '-1' to enable unlimited swap");
    private static final Option.Text PIDS_LIMIT = text("pids-limit", "int", "Tune container pids limit (set -1 for unlimited)");

    @Override
    public List<Option> options() {
        return List.of(BLKIO_WEIGHT, CPU_PERIOD, CPU_QUOTA, CPU_RT_PERIOD, CPU_RT_RUNTIME, CPU_SHARES, CPUS, CPUSET_CPUS, CPUSET_MEMS, MEMORY, MEMORY_RESERVATION, MEMORY_SWAP, PIDS_LIMIT);
    }

    @Override
    public void fill(Body body, Given given) {
        body.host("Memory", given.bytes(MEMORY));
        body.host("MemoryReservation", given.bytes(MEMORY_RESERVATION));
        body.host("MemorySwap", given.bytes(MEMORY_SWAP));
        body.host("PidsLimit", given.number(PIDS_LIMIT, 0));
        body.host("CpuPeriod", given.number(CPU_PERIOD, 0));
        body.host("CpuQuota", given.number(CPU_QUOTA, 0));
        body.host("CpuRealtimePeriod", given.number(CPU_RT_PERIOD, 0));
        body.host("CpuRealtimeRuntime", given.number(CPU_RT_RUNTIME, 0));
        body.host("CpuShares", given.number(CPU_SHARES, 0));
        body.host("CpusetCpus", given.text(CPUSET_CPUS));
        body.host("CpusetMems", given.text(CPUSET_MEMS));
        body.host("NanoCpus", nanoCpus(given));
        body.host("BlkioWeight", given.number(BLKIO_WEIGHT, 0));
    }

    private static long nanoCpus(Given given) {
        try {
            return given.has(CPUS) ? Quantities.nanoCpus(given.text(CPUS)) : 0;
        } catch (IllegalArgumentException e) {
            throw UsageError.value(CPUS, given.text(CPUS), e.getMessage());
        }
    }
}
