package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** Docker's {@code HostConfig}. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public final class HostConfig extends Resources {
    public List<String> binds;
    @JsonProperty("ContainerIDFile")
    public String containerIdFile = "";
    public LogConfigEntry logConfig;
    public String networkMode = "";
    public Map<String, List<PortBindingEntry>> portBindings;
    public RestartPolicyEntry restartPolicy;
    public boolean autoRemove;
    public String volumeDriver = "";
    public List<String> volumesFrom;
    public int[] consoleSize = {0, 0};
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public Map<String, String> annotations;
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
    public List<String> capAdd;
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
    public List<String> capDrop;
    public String cgroupnsMode = "";
    public List<String> dns;
    public List<String> dnsOptions;
    public List<String> dnsSearch;
    public List<String> extraHosts;
    public List<String> groupAdd;
    public String ipcMode = "";
    public String cgroup = "";
    public List<String> links;
    public int oomScoreAdj;
    public String pidMode = "";
    public boolean privileged;
    public boolean publishAllPorts;
    public boolean readonlyRootfs;
    public List<String> securityOpt;
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public Map<String, String> storageOpt;
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public Map<String, String> tmpfs;
    @JsonProperty("UTSMode")
    public String utsMode = "";
    public String usernsMode = "";
    public long shmSize;
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public Map<String, String> sysctls;
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public String runtime = "";
    public String isolation = "";
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public List<MountEntry> mounts;
    public List<String> maskedPaths;
    public List<String> readonlyPaths;
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public Boolean init;

    /** The log driver and its options. */
    public record LogConfigEntry(String type, Map<String, String> config) {}

    /** Where a port is published. */
    public record PortBindingEntry(String hostIp, String hostPort) {}

    /** When the engine starts it again. */
    public record RestartPolicyEntry(String name, int maximumRetryCount) {}

    /** One entry of {@code Mounts}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record MountEntry(String type, String source, String target, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean readOnly, String consistency,
            BindOptions bindOptions, Object volumeOptions, TmpfsOptions tmpfsOptions) {}

    /** Options of a bind. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record BindOptions(String propagation, boolean nonRecursive, boolean createMountpoint, boolean readOnlyNonRecursive, boolean readOnlyForceRecursive) {}

    /** Options of a tmpfs. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TmpfsOptions(Long sizeBytes, Integer mode) {}
}
