package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** Docker's {@code SystemInfo}. Fields, since it is written with dozens of them. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public final class InfoReply {
    @JsonProperty("ID")
    public String id;
    public int containers;
    public int containersRunning;
    public int containersPaused;
    public int containersStopped;
    public int images;
    public String driver;
    public List<List<String>> driverStatus;
    public Map<String, List<String>> plugins;
    public boolean memoryLimit;
    public boolean swapLimit;
    public boolean cpuCfsPeriod;
    public boolean cpuCfsQuota;
    @JsonProperty("CPUShares")
    public boolean cpuShares;
    @JsonProperty("CPUSet")
    public boolean cpuSet;
    public boolean pidsLimit;
    @JsonProperty("IPv4Forwarding")
    public boolean ipv4Forwarding;
    public boolean debug;
    @JsonProperty("NFd")
    public int nFd;
    public boolean oomKillDisable;
    @JsonProperty("NGoroutines")
    public int nGoroutines;
    public String systemTime;
    public String loggingDriver;
    public String cgroupDriver;
    public String cgroupVersion;
    @JsonProperty("NEventsListener")
    public int nEventsListener;
    public String kernelVersion;
    public String operatingSystem;
    @JsonProperty("OSVersion")
    public String osVersion;
    @JsonProperty("OSType")
    public String osType;
    public String architecture;
    public String indexServerAddress;
    public Map<String, Object> registryConfig;
    @JsonProperty("NCPU")
    public int nCpu;
    public long memTotal;
    public List<Object> genericResources;
    public String dockerRootDir;
    public String httpProxy = "";
    public String httpsProxy = "";
    public String noProxy = "";
    public String name;
    public List<String> labels;
    public boolean experimentalBuild;
    public String serverVersion;
    public Map<String, Map<String, String>> runtimes;
    public String defaultRuntime;
    public Map<String, Object> swarm;
    public boolean liveRestoreEnabled;
    public String isolation = "";
    public String initBinary;
    public Commit containerdCommit;
    public Commit runcCommit;
    public Commit initCommit;
    public List<String> securityOptions;
    @JsonProperty("CDISpecDirs")
    public List<String> cdiSpecDirs;
    public List<String> warnings;

    /** A part's revision. */
    public record Commit(@JsonProperty("ID") String id, @JsonInclude(JsonInclude.Include.NON_NULL) String expected) {}
}
