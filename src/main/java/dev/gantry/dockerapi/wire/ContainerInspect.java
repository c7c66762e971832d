package dev.gantry.dockerapi.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/** Docker's {@code ContainerInspectResponse}; the sizes only where they were asked for. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ContainerInspect(
        String id,
        String created,
        String path,
        List<String> args,
        State state,
        String image,
        String resolvConfPath,
        String hostnamePath,
        String hostsPath,
        String logPath,
        String name,
        int restartCount,
        String driver,
        String platform,
        String mountLabel,
        String processLabel,
        String appArmorProfile,
        @JsonProperty("ExecIDs") List<String> execIds,
        HostConfig hostConfig,
        GraphDriver graphDriver,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long sizeRw,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long sizeRootFs,
        List<MountPoint> mounts,
        Config config,
        NetworkSettings networkSettings) {

    /** Where it is in its life. */
    public record State(
            String status,
            boolean running,
            boolean paused,
            boolean restarting,
            @JsonProperty("OOMKilled") boolean oomKilled,
            boolean dead,
            int pid,
            int exitCode,
            String error,
            String startedAt,
            String finishedAt) {}

    /** Where its files are on the host. */
    public record GraphDriver(Map<String, String> data, String name) {}

    /** Something bound into it. */
    public record MountPoint(
            String type,
            String source,
            String destination,
            String mode,
            @JsonProperty("RW") boolean rw,
            String propagation) {}

    /** Its place in the networks. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record NetworkSettings(
            String bridge,
            @JsonProperty("SandboxID") String sandboxId,
            String sandboxKey,
            Map<String, List<HostConfig.PortBindingEntry>> ports,
            boolean hairpinMode,
            @JsonProperty("LinkLocalIPv6Address") String linkLocalIpv6Address,
            @JsonProperty("LinkLocalIPv6PrefixLen") int linkLocalIpv6PrefixLen,
            @JsonProperty("SecondaryIPAddresses") List<String> secondaryIpAddresses,
            @JsonProperty("SecondaryIPv6Addresses") List<String> secondaryIpv6Addresses,
            @JsonProperty("EndpointID") String endpointId,
            String gateway,
            @JsonProperty("GlobalIPv6Address") String globalIpv6Address,
            @JsonProperty("GlobalIPv6PrefixLen") int globalIpv6PrefixLen,
            @JsonProperty("IPAddress") String ipAddress,
            @JsonProperty("IPPrefixLen") int ipPrefixLen,
            @JsonProperty("IPv6Gateway") String ipv6Gateway,
            String macAddress,
            Map<String, EndpointSettings> networks) {

        /** Of a container without an address. */
        public static NetworkSettings of(Map<String, EndpointSettings> networks) {
            return new NetworkSettings("", "", "", Map.of(), false, "", 0, null, null, "", "", "", 0, "", 0, "", "", networks);
        }
    }
}
