package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Docker's {@code Resources}, the part of HostConfig that an update may change. Fields, since it is read and written with dozens of them. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public class Resources {
    public long cpuShares;
    public long memory;
    public long nanoCpus;
    public String cgroupParent = "";
    public int blkioWeight;
    public List<WeightDevice> blkioWeightDevice;
    public List<ThrottleDevice> blkioDeviceReadBps;
    public List<ThrottleDevice> blkioDeviceWriteBps;
    @JsonProperty("BlkioDeviceReadIOps")
    public List<ThrottleDevice> blkioDeviceReadIops;
    @JsonProperty("BlkioDeviceWriteIOps")
    public List<ThrottleDevice> blkioDeviceWriteIops;
    public long cpuPeriod;
    public long cpuQuota;
    public long cpuRealtimePeriod;
    public long cpuRealtimeRuntime;
    public String cpusetCpus = "";
    public String cpusetMems = "";
    public List<DeviceMapping> devices;
    public List<String> deviceCgroupRules;
    public List<Object> deviceRequests;
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public long kernelMemory;
    public long memoryReservation;
    public long memorySwap;
    public Long memorySwappiness;
    public Boolean oomKillDisable;
    public Long pidsLimit;
    public List<UlimitEntry> ulimits;
    public long cpuCount;
    public long cpuPercent;
    @JsonProperty("IOMaximumIOps")
    public long ioMaximumIops;
    @JsonProperty("IOMaximumBandwidth")
    public long ioMaximumBandwidth;

    /** A disk's weight. */
    public record WeightDevice(String path, int weight) {}

    /** A disk's rate, in bytes or operations a second. */
    public record ThrottleDevice(String path, long rate) {}

    /** A device of the host. */
    public record DeviceMapping(String pathOnHost, String pathInContainer, String cgroupPermissions) {}

    /** A resource limit. */
    public record UlimitEntry(String name, long hard, long soft) {}
}
