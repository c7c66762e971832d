package dev.gantry.linux.cgroup;

import dev.gantry.linux.spec.CgroupEntry.Write;
import java.util.ArrayList;
import java.util.List;

/**
 * A container's limits as values of cgroup v1 files, in the order in which the kernel takes them.
 */
final class V1Values {
    private final List<Write> writes = new ArrayList<>();

    private V1Values() {
    }

    static List<Write> of(CgroupMounts.V1 mount, Resources resources) {
        V1Values values = new V1Values();
        if (mount.controllers().contains("memory")) {
            values.memory(resources);
        }
        if (mount.controllers().contains("cpu")) {
            values.cpu(resources);
        }
        if (mount.controllers().contains("cpuset")) {
            values.given("cpuset.cpus", resources.cpusetCpus());
            values.given("cpuset.mems", resources.cpusetMems());
        }
        if (mount.controllers().contains("pids") && resources.pidsLimit() != 0) {
            values.given("pids.max", resources.pidsLimit() > 0 ? Long.toString(resources.pidsLimit()) : "max");
        }
        if (mount.controllers().contains("blkio")) {
            values.blkio(resources);
        }
        if (mount.controllers().contains("devices")) {
            values.devices(resources.devices());
        }
        return List.copyOf(values.writes);
    }

    private void memory(Resources resources) {
        if (resources.memory() > 0) {
            required("memory.limit_in_bytes", resources.memory());
        }
        if (resources.memory() > 0 || resources.memorySwap() != 0) {
            // Absent where the kernel does not count swap.
            optional("memory.memsw.limit_in_bytes", Long.toString(resources.effectiveMemorySwap()));
        }
        if (resources.memoryReservation() > 0) {
            required("memory.soft_limit_in_bytes", resources.memoryReservation());
        }
        if (resources.memorySwappiness() >= 0) {
            required("memory.swappiness", resources.memorySwappiness());
        }
        if (resources.oomKillDisable()) {
            required("memory.oom_control", 1);
        }
    }

    private void cpu(Resources resources) {
        if (resources.cpuShares() > 0) {
            required("cpu.shares", resources.cpuShares());
        }
        if (resources.realtimePeriod() > 0) {
            required("cpu.rt_period_us", resources.realtimePeriod());
        }
        if (resources.realtimeRuntime() > 0) {
            required("cpu.rt_runtime_us", resources.realtimeRuntime());
        }
        CpuBandwidth bandwidth = CpuBandwidth.of(resources);
        if (bandwidth.period() > 0) {
            required("cpu.cfs_period_us", bandwidth.period());
        }
        if (bandwidth.quota() != 0) {
            required("cpu.cfs_quota_us", bandwidth.quota());
        }
    }

    /** The files of weights exist with the CFQ scheduler of old kernels, or with BFQ. */
    private void blkio(Resources resources) {
        if (resources.blkioWeight() > 0) {
            optional("blkio.weight", Integer.toString(resources.blkioWeight()));
            optional("blkio.bfq.weight", Integer.toString(resources.blkioWeight()));
        }
        for (BlockLimit limit : resources.blockLimits()) {
            String value = limit.device() + " " + limit.value();
            switch (limit.kind()) {
                case WEIGHT -> {
                    optional("blkio.weight_device", value);
                    optional("blkio.bfq.weight_device", value);
                }
                case READ_BPS -> given("blkio.throttle.read_bps_device", value);
                case WRITE_BPS -> given("blkio.throttle.write_bps_device", value);
                case READ_IOPS -> given("blkio.throttle.read_iops_device", value);
                case WRITE_IOPS -> given("blkio.throttle.write_iops_device", value);
            }
        }
    }

    private void devices(List<DeviceRule> rules) {
        for (DeviceRule rule : rules) {
            writes.add(new Write(rule.allow() ? "devices.allow" : "devices.deny", rule.type() == 'a' ? "a" : rule.text(), false));
        }
    }

    private void given(String file, String value) {
        if (!value.isEmpty()) {
            writes.add(new Write(file, value, false));
        }
    }

    private void required(String file, long value) {
        writes.add(new Write(file, Long.toString(value), false));
    }

    private void optional(String file, String value) {
        writes.add(new Write(file, value, true));
    }
}
