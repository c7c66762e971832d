package dev.gantry.dockerapi;

import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.MountConfig;
import dev.gantry.container.config.NetworkConfig;
import dev.gantry.container.config.StorageConfig;
import dev.gantry.dockerapi.wire.HostConfig;
import dev.gantry.dockerapi.wire.HostConfig.BindOptions;
import dev.gantry.dockerapi.wire.HostConfig.LogConfigEntry;
import dev.gantry.dockerapi.wire.HostConfig.MountEntry;
import dev.gantry.dockerapi.wire.HostConfig.PortBindingEntry;
import dev.gantry.dockerapi.wire.HostConfig.RestartPolicyEntry;
import dev.gantry.dockerapi.wire.HostConfig.TmpfsOptions;
import dev.gantry.dockerapi.wire.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Translates the domain's configuration of a container into Docker's HostConfig, the way back of {@link ContainerDecoder}. */
final class HostConfigEncoder {

    private static final long DEFAULT_SHM = 64L << 20;

    private HostConfigEncoder() {}

    static HostConfig encode(ContainerConfig config) {
        HostConfig host = new HostConfig();
        ResourceCodec.encode(config.resources(), host);
        storage(host, config.storage());
        network(host, config.network());
        var process = config.process();
        host.groupAdd = orNull(process.groupAdd());
        host.init = process.init().orElse(null);
        host.ulimits = orNull(process.ulimits().stream().map(u -> new Resources.UlimitEntry(u.name(), u.hard(), u.soft())).toList());
        host.oomScoreAdj = process.oomScoreAdj();
        config.stdio().consoleSize().ifPresent(size -> host.consoleSize = new int[] {size.rows(), size.columns()});
        var namespaces = config.namespaces();
        host.networkMode = namespaces.network();
        host.ipcMode = namespaces.ipc();
        host.pidMode = namespaces.pid();
        host.utsMode = namespaces.uts();
        host.cgroupnsMode = namespaces.cgroup();
        host.usernsMode = namespaces.user();
        host.sysctls = namespaces.sysctls();
        var security = config.security();
        host.privileged = security.privileged();
        host.capAdd = orNull(security.capAdd());
        host.capDrop = orNull(security.capDrop());
        host.readonlyRootfs = security.readonlyRootfs();
        host.securityOpt = orNull(security.securityOpt());
        host.maskedPaths = security.maskedPaths().orElse(null);
        host.readonlyPaths = security.readonlyPaths().orElse(null);
        host.logConfig = new LogConfigEntry(config.log().type().isEmpty() ? "json-file" : config.log().type(), config.log().options());
        host.restartPolicy = new RestartPolicyEntry(config.restart().mode().word(), config.restart().maximumRetries());
        host.autoRemove = config.autoRemove();
        host.annotations = config.annotations();
        host.runtime = config.runtime().isEmpty() ? "runc" : config.runtime();
        return host;
    }

    private static void storage(HostConfig host, StorageConfig storage) {
        host.binds = orNull(storage.binds());
        host.mounts = storage.mounts().stream().map(HostConfigEncoder::mount).toList();
        host.tmpfs = storage.tmpfs();
        host.devices = orNull(storage.devices().stream()
                .map(d -> new Resources.DeviceMapping(d.hostPath(), d.containerPath(), d.permissions()))
                .toList());
        host.deviceCgroupRules = orNull(storage.deviceCgroupRules());
        host.shmSize = storage.shmSize() == 0 ? DEFAULT_SHM : storage.shmSize();
        host.volumesFrom = orNull(storage.volumesFrom());
        host.volumeDriver = storage.volumeDriver();
        host.storageOpt = storage.storageOpt();
    }

    private static MountEntry mount(MountConfig mount) {
        BindOptions bind = mount.type().equals("bind")
                ? new BindOptions(mount.propagation().orElse(null), mount.nonRecursive(), mount.createSource(), false, false)
                : null;
        TmpfsOptions tmpfs = mount.type().equals("tmpfs") ? new TmpfsOptions(boxed(mount.tmpfsSize()), boxed(mount.tmpfsMode())) : null;
        return new MountEntry(mount.type(), mount.source(), mount.target(), mount.readOnly(), null, bind, null, tmpfs);
    }

    private static void network(HostConfig host, NetworkConfig network) {
        Map<String, List<PortBindingEntry>> ports = new LinkedHashMap<>();
        network.portBindings().forEach((port, bindings) -> ports.put(port,
                bindings.stream().map(b -> new PortBindingEntry(b.hostIp(), b.hostPort())).toList()));
        host.portBindings = ports;
        host.publishAllPorts = network.publishAllPorts();
        host.dns = network.dns();
        host.dnsSearch = network.dnsSearch();
        host.dnsOptions = network.dnsOptions();
        host.extraHosts = orNull(network.extraHosts());
        host.links = orNull(network.links());
    }

    private static <T> List<T> orNull(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    private static Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static Integer boxed(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
