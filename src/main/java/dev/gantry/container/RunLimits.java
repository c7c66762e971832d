package dev.gantry.container;

import dev.gantry.container.config.BlockDeviceLimit;
import dev.gantry.container.config.ResourceConfig;
import dev.gantry.linux.cgroup.BlockLimit;
import dev.gantry.linux.cgroup.DeviceRule;
import dev.gantry.linux.cgroup.Resources;
import dev.gantry.model.EngineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The limits of one run for its cgroups: disks are looked up anew at each start, since their numbers change with a boot. */
final class RunLimits {

    private RunLimits() {}

    static Resources of(ResourceConfig limits, List<DeviceRule> devices) {
        return Resources.builder()
                .memory(limits.memory(), limits.memorySwap(), limits.memoryReservation())
                .memorySwappiness((int) limits.memorySwappiness().orElse(-1))
                .oomKillDisable(limits.oomKillDisable())
                .nanoCpus(limits.nanoCpus())
                .cpuQuota(limits.cpuQuota(), limits.cpuPeriod())
                .cpuShares(limits.cpuShares())
                .realtime(limits.cpuRealtimeRuntime(), limits.cpuRealtimePeriod())
                .cpuset(limits.cpusetCpus(), limits.cpusetMems())
                .pidsLimit(pids(limits))
                .blkioWeight(limits.blkioWeight())
                .blockLimits(limits.blockLimits().stream().map(RunLimits::block).toList())
                .devices(devices)
                .build();
    }

    /** Docker's zero and its -1 both take a limit away; nothing at all leaves alone what is there. */
    private static long pids(ResourceConfig limits) {
        return limits.pidsLimit().isEmpty() ? 0 : limits.pidsLimit().getAsLong() > 0 ? limits.pidsLimit().getAsLong() : -1;
    }

    private static BlockLimit block(BlockDeviceLimit limit) {
        try {
            long number = (long) Files.getAttribute(Path.of(limit.path()), "unix:rdev");
            return new BlockLimit(BlockLimit.Kind.valueOf(limit.kind().name()), DeviceNumber.major(number), DeviceNumber.minor(number), limit.value());
        } catch (IOException e) {
            throw new EngineFailure("stat " + limit.path() + ": no such file or directory", e);
        }
    }
}
