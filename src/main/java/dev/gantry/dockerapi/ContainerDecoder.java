package dev.gantry.dockerapi;

import dev.gantry.container.config.ConsoleSize;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.DeviceConfig;
import dev.gantry.container.config.HealthcheckConfig;
import dev.gantry.container.config.LogConfig;
import dev.gantry.container.config.MountConfig;
import dev.gantry.container.config.NamespaceConfig;
import dev.gantry.container.config.NetworkConfig.PortBinding;
import dev.gantry.container.config.NetworkConfig;
import dev.gantry.container.config.ProcessConfig;
import dev.gantry.container.config.RestartPolicy;
import dev.gantry.container.config.SecurityConfig;
import dev.gantry.container.config.StdioConfig;
import dev.gantry.container.config.StopConfig;
import dev.gantry.container.config.StorageConfig;
import dev.gantry.container.config.Ulimit;
import dev.gantry.dockerapi.wire.CreateRequest;
import dev.gantry.dockerapi.wire.HostConfig.MountEntry;
import dev.gantry.dockerapi.wire.HostConfig.RestartPolicyEntry;
import dev.gantry.dockerapi.wire.HostConfig;
import dev.gantry.model.InvalidRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Translates the body of ContainerCreate into the domain's terms. Whether the values make sense is the domain's business. */
final class ContainerDecoder {

    private ContainerDecoder() {}

    static ContainerConfig decode(CreateRequest request) {
        HostConfig host = request.hostConfig == null ? new HostConfig() : request.hostConfig;
        return ContainerConfig.builder(request.image)
                .process(process(request, host))
                .stdio(new StdioConfig(request.tty, request.openStdin, request.stdinOnce, request.attachStdin, request.attachStdout, request.attachStderr,
                        consoleSize(host.consoleSize)))
                .stop(new StopConfig(text(request.stopSignal), request.stopTimeout == null ? OptionalInt.empty() : OptionalInt.of(request.stopTimeout)))
                .hostname(request.hostname)
                .domainname(request.domainname)
                .labels(map(request.labels))
                .exposedPorts(new TreeSet<>(map(request.exposedPorts).keySet()))
                .volumes(new TreeSet<>(map(request.volumes).keySet()))
                .healthcheck(healthcheck(request))
                .resources(ResourceCodec.decode(host))
                .security(new SecurityConfig(host.privileged, list(host.capAdd), list(host.capDrop), host.readonlyRootfs, list(host.securityOpt),
                        Optional.ofNullable(host.maskedPaths), Optional.ofNullable(host.readonlyPaths)))
                .namespaces(namespaces(request, host))
                .network(network(request, host))
                .storage(storage(host))
                .log(host.logConfig == null ? LogConfig.DEFAULT : new LogConfig(string(host.logConfig.type()), map(host.logConfig.config())))
                .restart(restart(host.restartPolicy))
                .autoRemove(host.autoRemove)
                .annotations(map(host.annotations))
                .runtime(string(host.runtime))
                .build();
    }

    private static ProcessConfig process(CreateRequest request, HostConfig host) {
        List<Ulimit> ulimits = list(host.ulimits).stream().map(u -> new Ulimit(u.name(), u.soft(), u.hard())).toList();
        return new ProcessConfig(Optional.ofNullable(request.entrypoint), list(request.cmd), list(request.env), string(request.workingDir), string(request.user),
                list(host.groupAdd), Optional.ofNullable(host.init), ulimits, host.oomScoreAdj);
    }

    private static HealthcheckConfig healthcheck(CreateRequest request) {
        var check = request.healthcheck;
        return check == null ? null
                : new HealthcheckConfig(list(check.test()), check.interval(), check.timeout(), check.startPeriod(), check.startInterval(), check.retries());
    }

    private static NamespaceConfig namespaces(CreateRequest request, HostConfig host) {
        String network = request.networkDisabled && string(host.networkMode).isEmpty() ? "none" : or(host.networkMode, NamespaceConfig.DEFAULT.network());
        return new NamespaceConfig(network, or(host.ipcMode, NamespaceConfig.DEFAULT.ipc()), string(host.pidMode), string(host.utsMode),
                or(host.cgroupnsMode, NamespaceConfig.DEFAULT.cgroup()), string(host.usernsMode), map(host.sysctls));
    }

    private static NetworkConfig network(CreateRequest request, HostConfig host) {
        Map<String, List<PortBinding>> ports = new LinkedHashMap<>();
        map(host.portBindings).forEach((port, bindings) -> ports.put(port,
                list(bindings).stream().map(b -> new PortBinding(string(b.hostIp()), string(b.hostPort()))).toList()));
        List<String> endpoints = request.networkingConfig == null ? List.of() : new ArrayList<>(map(request.networkingConfig.endpointsConfig()).keySet());
        return new NetworkConfig(list(host.dns), list(host.dnsSearch), list(host.dnsOptions), list(host.extraHosts), ports, host.publishAllPorts, endpoints,
                list(host.links), string(request.macAddress));
    }

    private static StorageConfig storage(HostConfig host) {
        List<DeviceConfig> devices = list(host.devices).stream()
                .map(d -> new DeviceConfig(d.pathOnHost(), or(d.pathInContainer(), d.pathOnHost()), or(d.cgroupPermissions(), "rwm")))
                .toList();
        return new StorageConfig(list(host.binds), list(host.mounts).stream().map(ContainerDecoder::mount).toList(), map(host.tmpfs), devices,
                list(host.deviceCgroupRules), host.shmSize, list(host.volumesFrom), string(host.volumeDriver), map(host.storageOpt));
    }

    private static MountConfig mount(MountEntry entry) {
        var bind = entry.bindOptions();
        var tmpfs = entry.tmpfsOptions();
        return new MountConfig(string(entry.type()), string(entry.source()), string(entry.target()), entry.readOnly(),
                bind == null ? Optional.empty() : text(bind.propagation()),
                bind != null && bind.nonRecursive(),
                bind != null && bind.createMountpoint(),
                tmpfs == null ? OptionalLong.empty() : number(tmpfs.sizeBytes()),
                tmpfs == null || tmpfs.mode() == null ? OptionalInt.empty() : OptionalInt.of(tmpfs.mode()));
    }

    static RestartPolicy restart(RestartPolicyEntry policy) {
        if (policy == null || string(policy.name()).isEmpty()) {
            return RestartPolicy.NEVER;
        }
        for (RestartPolicy.Mode mode : RestartPolicy.Mode.values()) {
            if (mode.word().equals(policy.name())) {
                return new RestartPolicy(mode, policy.maximumRetryCount());
            }
        }
        throw new InvalidRequest("invalid restart policy '" + policy.name() + "'");
    }

    static Optional<ConsoleSize> consoleSize(int[] rowsAndColumns) {
        boolean known = rowsAndColumns != null && rowsAndColumns.length == 2 && rowsAndColumns[0] > 0 && rowsAndColumns[1] > 0;
        return known ? Optional.of(new ConsoleSize(rowsAndColumns[0], rowsAndColumns[1])) : Optional.empty();
    }

    static String string(String value) {
        return value == null ? "" : value;
    }

    static <T> List<T> list(List<T> value) {
        return value == null ? List.of() : value;
    }

    private static <V> Map<String, V> map(Map<String, V> value) {
        return value == null ? Map.of() : value;
    }

    private static Optional<String> text(String value) {
        return Optional.ofNullable(value).filter(v -> !v.isEmpty());
    }

    private static OptionalLong number(Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static String or(String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value;
    }
}
