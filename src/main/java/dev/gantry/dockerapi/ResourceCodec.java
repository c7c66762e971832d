package dev.gantry.dockerapi;

import dev.gantry.container.config.BlockDeviceLimit;
import dev.gantry.container.config.BlockDeviceLimit.Kind;
import dev.gantry.container.config.ResourceConfig;
import dev.gantry.dockerapi.wire.Resources;
import dev.gantry.dockerapi.wire.Resources.ThrottleDevice;
import dev.gantry.dockerapi.wire.Resources.WeightDevice;
import dev.gantry.model.InvalidRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Translates a container's limits between Docker's {@code Resources} and the domain. Whether they make sense is the domain's business. */
final class ResourceCodec {

    private ResourceCodec() {}

    static ResourceConfig decode(Resources wire) {
        if (wire.ioMaximumBandwidth != 0 || wire.ioMaximumIops != 0) {
            throw new InvalidRequest("Invalid QoS settings: linux does not support configuration of maximum bandwidth");
        }
        return new ResourceConfig(wire.memory, wire.memoryReservation, wire.memorySwap, number(wire.memorySwappiness), wire.kernelMemory,
                Boolean.TRUE.equals(wire.oomKillDisable), wire.nanoCpus, wire.cpuShares, wire.cpuPeriod, wire.cpuQuota, wire.cpuRealtimePeriod,
                wire.cpuRealtimeRuntime, ContainerDecoder.string(wire.cpusetCpus), ContainerDecoder.string(wire.cpusetMems), number(wire.pidsLimit),
                wire.blkioWeight, blockLimits(wire), ContainerDecoder.string(wire.cgroupParent));
    }

    static void encode(ResourceConfig limits, Resources wire) {
        wire.memory = limits.memory();
        wire.memoryReservation = limits.memoryReservation();
        wire.memorySwap = limits.memorySwap();
        wire.memorySwappiness = boxed(limits.memorySwappiness());
        wire.kernelMemory = limits.kernelMemory();
        wire.oomKillDisable = limits.oomKillDisable();
        wire.nanoCpus = limits.nanoCpus();
        wire.cpuShares = limits.cpuShares();
        wire.cpuPeriod = limits.cpuPeriod();
        wire.cpuQuota = limits.cpuQuota();
        wire.cpuRealtimePeriod = limits.cpuRealtimePeriod();
        wire.cpuRealtimeRuntime = limits.cpuRealtimeRuntime();
        wire.cpusetCpus = limits.cpusetCpus();
        wire.cpusetMems = limits.cpusetMems();
        wire.pidsLimit = boxed(limits.pidsLimit());
        wire.blkioWeight = limits.blkioWeight();
        wire.blkioWeightDevice = limits.blockLimits().stream().filter(limit -> limit.kind() == Kind.WEIGHT)
                .map(limit -> new WeightDevice(limit.path(), (int) limit.value())).toList();
        wire.blkioDeviceReadBps = rates(limits, Kind.READ_BPS);
        wire.blkioDeviceWriteBps = rates(limits, Kind.WRITE_BPS);
        wire.blkioDeviceReadIops = rates(limits, Kind.READ_IOPS);
        wire.blkioDeviceWriteIops = rates(limits, Kind.WRITE_IOPS);
        wire.cgroupParent = limits.cgroupParent();
    }

    private static List<BlockDeviceLimit> blockLimits(Resources wire) {
        List<BlockDeviceLimit> limits = new ArrayList<>();
        ContainerDecoder.list(wire.blkioWeightDevice).forEach(device ->
                limits.add(new BlockDeviceLimit(Kind.WEIGHT, ContainerDecoder.string(device.path()), device.weight())));
        add(limits, Kind.READ_BPS, wire.blkioDeviceReadBps);
        add(limits, Kind.WRITE_BPS, wire.blkioDeviceWriteBps);
        add(limits, Kind.READ_IOPS, wire.blkioDeviceReadIops);
        add(limits, Kind.WRITE_IOPS, wire.blkioDeviceWriteIops);
        return limits;
    }

    private static void add(List<BlockDeviceLimit> limits, Kind kind, List<ThrottleDevice> devices) {
        ContainerDecoder.list(devices).forEach(device -> limits.add(new BlockDeviceLimit(kind, ContainerDecoder.string(device.path()), device.rate())));
    }

    private static List<ThrottleDevice> rates(ResourceConfig limits, Kind kind) {
        return limits.blockLimits().stream().filter(limit -> limit.kind() == kind).map(limit -> new ThrottleDevice(limit.path(), limit.value())).toList();
    }

    private static OptionalLong number(Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
