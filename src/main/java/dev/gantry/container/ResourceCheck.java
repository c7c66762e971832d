package dev.gantry.container;

import dev.gantry.container.config.BlockDeviceLimit;
import dev.gantry.container.config.BlockDeviceLimit.Kind;
import dev.gantry.container.config.ResourceConfig;
import dev.gantry.linux.cgroup.CgroupAbilities;
import dev.gantry.model.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Holds limits against what the host can do: what can't be is refused, what can't be set here is discarded with a warning, both in Docker's words. */
final class ResourceCheck {

    private static final long LEAST_MEMORY = 6L << 20;
    private static final long PROCESSOR = 1_000_000_000L;
    private static final long LEAST_TIME = 1_000;
    private static final long LONGEST_PERIOD = 1_000_000;
    private static final int LEAST_WEIGHT = 10;
    private static final int MOST_WEIGHT = 1000;
    private static final int MOST_SWAPPINESS = 100;

    private final CgroupAbilities able;
    private final List<String> warnings = new ArrayList<>();

    private ResourceCheck(CgroupAbilities able) {
        this.able = able;
    }

    /** The limits that are left, and what is to be said of the others. */
    record Checked(ResourceConfig limits, List<String> warnings) {}

    /** Of a new container: swap without a limit of memory means nothing, and twice the memory is the usual. */
    static Checked ofNew(ResourceConfig limits, CgroupAbilities able) {
        if (limits.memory() == 0 && limits.memorySwap() > 0) {
            throw new InvalidRequest("You should always set the Memory limit when using Memoryswap limit, see usage");
        }
        var checked = of(limits, able);
        var kept = checked.limits();
        boolean twice = kept.memory() > 0 && kept.memorySwap() == 0;
        return twice ? new Checked(withMemory(kept, kept.memory(), kept.memory() * 2), checked.warnings()) : checked;
    }

    /** Of a change, whose zeros leave alone what is there. */
    static Checked of(ResourceConfig limits, CgroupAbilities able) {
        var check = new ResourceCheck(able);
        check.processors(limits);
        check.cpuset(limits);
        check.blocks(limits);
        var kept = check.memory(limits);
        return new Checked(check.keep(kept), List.copyOf(check.warnings));
    }

    private ResourceConfig memory(ResourceConfig limits) {
        if (limits.memory() != 0 && limits.memory() < LEAST_MEMORY) {
            throw new InvalidRequest("Minimum memory limit allowed is 6MB");
        }
        if (limits.memorySwap() > 0 && limits.memorySwap() < limits.memory()) {
            throw new InvalidRequest("Minimum memoryswap limit should be larger than memory limit, see usage");
        }
        limits.memorySwappiness().ifPresent(value -> {
            if (value < -1 || value > MOST_SWAPPINESS) {
                throw new InvalidRequest("Invalid value: " + value + ", valid memory swappiness range is 0-100");
            }
        });
        if (limits.memoryReservation() > 0 && limits.memoryReservation() < LEAST_MEMORY) {
            throw new InvalidRequest("Minimum memory reservation allowed is 6MB");
        }
        if (limits.memory() > 0 && limits.memoryReservation() > limits.memory()) {
            throw new InvalidRequest("Minimum memory limit can not be less than memory reservation limit, see usage");
        }
        if (limits.kernelMemory() > 0) {
            warnings.add("Your kernel does not support kernel memory limit capabilities or the cgroup is not mounted. Limitation discarded.");
        }
        if (limits.memory() > 0 && lacks(able.memory(), "memory limit capabilities", "Limitation discarded.")) {
            return withMemory(limits, 0, -1);
        }
        if (limits.memory() > 0 && limits.memorySwap() != -1 && lacks(able.swap(), "swap limit capabilities", "Memory limited without swap.")) {
            return withMemory(limits, limits.memory(), -1);
        }
        if (limits.oomKillDisable() && able.oomKillDisable() && limits.memory() == 0) {
            warnings.add("OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources.");
        }
        return limits;
    }

    private void processors(ResourceConfig limits) {
        int processors = Runtime.getRuntime().availableProcessors();
        if (limits.nanoCpus() < 0 || limits.nanoCpus() > processors * PROCESSOR) {
            throw new InvalidRequest(String.format(Locale.ROOT, "range of CPUs is from 0.01 to %d.00, as there are only %d CPUs available", processors, processors));
        }
        if (limits.nanoCpus() > 0 && (limits.cpuPeriod() > 0 || limits.cpuQuota() > 0)) {
            throw new InvalidRequest("Conflicting options: Nano CPUs and CPU " + (limits.cpuPeriod() > 0 ? "Period" : "Quota") + " cannot both be set");
        }
        if (limits.nanoCpus() > 0 && !able.cpu()) {
            throw new InvalidRequest("NanoCPUs can not be set, as your kernel does not support CPU CFS scheduler or the cgroup is not mounted");
        }
        if (limits.cpuPeriod() != 0 && (limits.cpuPeriod() < LEAST_TIME || limits.cpuPeriod() > LONGEST_PERIOD)) {
            throw new InvalidRequest("CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)");
        }
        if (limits.cpuQuota() > 0 && limits.cpuQuota() < LEAST_TIME) {
            throw new InvalidRequest("CPU cfs quota can not be less than 1ms (i.e. 1000)");
        }
        if (limits.cpuShares() < 0 || limits.cpuShares() == 1 && able.version() == 1) {
            throw new InvalidRequest("invalid CPU shares " + limits.cpuShares() + ": the minimum allowed cpu-shares is 2");
        }
        if ((limits.cpuRealtimePeriod() != 0 || limits.cpuRealtimeRuntime() != 0) && !able.realtime()) {
            throw new InvalidRequest("Your kernel does not support CPU real-time scheduler");
        }
        if (limits.cpuRealtimePeriod() != 0 && limits.cpuRealtimeRuntime() > limits.cpuRealtimePeriod()) {
            throw new InvalidRequest("cpu real-time runtime cannot be higher than cpu real-time period");
        }
    }

    private void cpuset(ResourceConfig limits) {
        cpuset(limits.cpusetCpus(), "cpus", "Requested CPUs are", able.processors());
        cpuset(limits.cpusetMems(), "mems", "Requested memory nodes are", able.memoryNodes());
    }

    private static void cpuset(String list, String kind, String what, String available) {
        if (!list.isEmpty() && !CpuList.isOne(list)) {
            throw new InvalidRequest("Invalid value " + list + " for cpuset " + kind + ": invalid format: " + list);
        }
        if (!CpuList.of(available).containsAll(CpuList.of(list))) {
            throw new InvalidRequest(what + " not available - requested " + list + ", available: " + available);
        }
    }

    private void blocks(ResourceConfig limits) {
        if (limits.blkioWeight() != 0 && able.blockWeight() && !isWeight(limits.blkioWeight())) {
            throw new InvalidRequest("Range of blkio weight is from 10 to 1000");
        }
        for (var limit : limits.blockLimits()) {
            if (limit.kind() == Kind.WEIGHT ? !isWeight(limit.value()) : limit.value() < 0) {
                throw new InvalidRequest("invalid limit " + limit.value() + " for the device " + limit.path());
            }
        }
    }

    private static boolean isWeight(long value) {
        return value >= LEAST_WEIGHT && value <= MOST_WEIGHT;
    }

    /** The limits without those that this host does not know. */
    private ResourceConfig keep(ResourceConfig l) {
        long reservation = l.memoryReservation() > 0 && lacks(able.memory(), "memory soft limit capabilities", "Limitation discarded.") ? 0 : l.memoryReservation();
        boolean asksSwappiness = l.memorySwappiness().orElse(-1) >= 0;
        boolean noSwappiness = asksSwappiness && lacks(able.swappiness(), "memory swappiness capabilities", "Memory swappiness discarded.");
        boolean noOomKillDisable = l.oomKillDisable() && !able.oomKillDisable();
        if (noOomKillDisable) {
            warnings.add("Your kernel does not support OomKillDisable. OomKillDisable discarded.");
        }
        boolean noPids = l.pidsLimit().orElse(0) > 0 && lacks(able.pids(), "PIDs limit capabilities", "PIDs limit discarded.");
        boolean noShares = l.cpuShares() > 0 && lacks(able.cpu(), "CPU shares", "Shares discarded.");
        boolean noQuota = (l.cpuPeriod() != 0 || l.cpuQuota() != 0) && !able.cpu();
        if (noQuota) {
            warnings.add("Your kernel does not support CPU CFS scheduler. CPU period/quota discarded.");
        }
        boolean noCpuset = !(l.cpusetCpus() + l.cpusetMems()).isEmpty() && lacks(able.cpuset(), "cpuset", "Cpuset discarded.");
        boolean noWeight = l.blkioWeight() > 0 && lacks(able.blockWeight(), "Block I/O weight", "Weight discarded.");
        return new ResourceConfig(l.memory(), reservation, l.memorySwap(), asksSwappiness && !noSwappiness ? l.memorySwappiness() : OptionalLong.empty(), 0,
                l.oomKillDisable() && !noOomKillDisable, l.nanoCpus(), noShares ? 0 : l.cpuShares(), noQuota ? 0 : l.cpuPeriod(), noQuota ? 0 : l.cpuQuota(),
                l.cpuRealtimePeriod(), l.cpuRealtimeRuntime(), noCpuset ? "" : l.cpusetCpus(), noCpuset ? "" : l.cpusetMems(),
                noPids ? OptionalLong.empty() : l.pidsLimit(), noWeight ? 0 : l.blkioWeight(), keepBlocks(l.blockLimits()), l.cgroupParent());
    }

    private List<BlockDeviceLimit> keepBlocks(List<BlockDeviceLimit> limits) {
        for (var kind : Kind.values()) {
            if (limits.stream().anyMatch(limit -> limit.kind() == kind) && !known(kind)) {
                warnings.add(switch (kind) {
                    case WEIGHT -> lacking("Block I/O weight_device", "Weight-device discarded.");
                    case READ_BPS -> lacking("BPS Block I/O read limit", "Block I/O BPS read limit discarded.");
                    case WRITE_BPS -> lacking("BPS Block I/O write limit", "Block I/O BPS write limit discarded.");
                    case READ_IOPS -> lacking("IOPS Block read limit", "Block I/O IOPS read limit discarded.");
                    case WRITE_IOPS -> lacking("IOPS Block write limit", "Block I/O IOPS write limit discarded.");
                });
            }
        }
        return limits.stream().filter(limit -> known(limit.kind())).toList();
    }

    private boolean known(Kind kind) {
        return kind == Kind.WEIGHT ? able.blockDeviceWeight() : able.blockThrottle();
    }

    private boolean lacks(boolean has, String what, String consequence) {
        if (!has) {
            warnings.add(lacking(what, consequence));
        }
        return !has;
    }

    private static String lacking(String what, String consequence) {
        return "Your kernel does not support " + what + " or the cgroup is not mounted. " + consequence;
    }

    private static ResourceConfig withMemory(ResourceConfig l, long memory, long swap) {
        return new ResourceConfig(memory, l.memoryReservation(), swap, l.memorySwappiness(), l.kernelMemory(), l.oomKillDisable(), l.nanoCpus(), l.cpuShares(),
                l.cpuPeriod(), l.cpuQuota(), l.cpuRealtimePeriod(), l.cpuRealtimeRuntime(), l.cpusetCpus(), l.cpusetMems(), l.pidsLimit(), l.blkioWeight(),
                l.blockLimits(), l.cgroupParent());
    }
}
