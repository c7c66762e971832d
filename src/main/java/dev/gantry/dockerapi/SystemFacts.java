package dev.gantry.dockerapi;

import dev.gantry.config.EngineConfig;
import dev.gantry.config.Paths;
import dev.gantry.container.ContainerState.Status;
import dev.gantry.container.Containers;
import dev.gantry.container.HostLimits;
import dev.gantry.container.Kernel;
import dev.gantry.dockerapi.wire.InfoReply;
import dev.gantry.dockerapi.wire.VersionReply;
import dev.gantry.image.Images;
import dev.gantry.model.Digest;
import dev.gantry.model.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The engine and its machine in Docker's terms. Where Docker names a part that is not used here, what stands in its place is named. */
@ApplicationScoped
public class SystemFacts {

    private static final String RUNTIME = "gantry";
    /** The name that clients send for the default runtime. */
    private static final String DOCKERS_RUNTIME = "runc";

    private final Kernel kernel;
    private final Containers containers;
    private final Images images;
    private final Paths paths;
    private final EngineConfig config;

    SystemFacts(Kernel kernel, Containers containers, Images images, Paths paths, EngineConfig config) {
        this.kernel = kernel;
        this.containers = containers;
        this.images = images;
        this.paths = paths;
        this.config = config;
    }

    VersionReply version() {
        String architecture = Platform.host().architecture();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("ApiVersion", ApiVersion.NEWEST.toString());
        details.put("Arch", architecture);
        details.put("BuildTime", "");
        details.put("Experimental", "false");
        details.put("GitCommit", "");
        details.put("GoVersion", "");
        details.put("JavaVersion", Runtime.version().toString());
        details.put("KernelVersion", Host.kernel());
        details.put("MinAPIVersion", ApiVersion.OLDEST.toString());
        details.put("Os", "linux");
        List<VersionReply.Component> components = List.of(new VersionReply.Component("Engine", Product.VERSION, details),
                new VersionReply.Component("gantry-runner", Product.VERSION, Map.of("GitCommit", "")));
        return new VersionReply(new VersionReply.Platform("Gantry"), components, Product.VERSION, ApiVersion.NEWEST.toString(), ApiVersion.OLDEST.toString(),
                "", "", "linux", architecture, Host.kernel(), "");
    }

    InfoReply info() {
        InfoReply info = new InfoReply();
        counts(info);
        machine(info);
        abilities(info);
        registries(info);
        info.id = id();
        info.driver = "overlay2";
        info.driverStatus = List.of(List.of("Backing Filesystem", Host.fileSystem(paths.dataRoot())), List.of("Supports d_type", "true"),
                List.of("Native Overlay Diff", "true"));
        Map<String, List<String>> plugins = new LinkedHashMap<>();
        plugins.put("Volume", List.of());
        plugins.put("Network", List.of("bridge", "host", "null"));
        plugins.put("Authorization", null);
        plugins.put("Log", List.of("json-file", "local", "none"));
        info.plugins = plugins;
        info.nFd = Host.openDescriptors();
        info.nGoroutines = Thread.activeCount();
        info.systemTime = Times.nano(Instant.now());
        info.loggingDriver = "json-file";
        info.dockerRootDir = paths.dataRoot().toString();
        info.labels = List.of();
        info.serverVersion = Product.VERSION;
        info.runtimes = Map.of(DOCKERS_RUNTIME, Map.of("path", RUNTIME + "-runner"));
        info.defaultRuntime = DOCKERS_RUNTIME;
        info.swarm = swarm();
        // Containers outlive the engine.
        info.liveRestoreEnabled = true;
        info.initBinary = RUNTIME + "-init";
        info.containerdCommit = new InfoReply.Commit("", null);
        info.runcCommit = new InfoReply.Commit("", null);
        info.initCommit = new InfoReply.Commit("", null);
        info.securityOptions = List.of("name=seccomp,profile=builtin");
        info.cdiSpecDirs = List.of();
        return info;
    }

    private void counts(InfoReply info) {
        Map<Status, Long> counts = containers.list().stream().collect(Collectors.groupingBy(view -> view.state().status(), Collectors.counting()));
        info.containers = (int) counts.values().stream().mapToLong(Long::longValue).sum();
        info.containersPaused = counts.getOrDefault(Status.PAUSED, 0L).intValue();
        info.containersRunning = (int) (counts.getOrDefault(Status.RUNNING, 0L) + counts.getOrDefault(Status.RESTARTING, 0L));
        info.containersStopped = info.containers - info.containersPaused - info.containersRunning;
        info.images = images.list().size();
    }

    private static void machine(InfoReply info) {
        info.kernelVersion = Host.kernel();
        info.operatingSystem = Host.distribution("PRETTY_NAME");
        info.osVersion = Host.distribution("VERSION_ID");
        info.osType = "linux";
        info.architecture = Host.machine();
        info.nCpu = Runtime.getRuntime().availableProcessors();
        info.memTotal = Host.memory();
        info.name = Host.name();
    }

    private void abilities(InfoReply info) {
        HostLimits able = kernel.limits();
        info.memoryLimit = able.memory();
        info.swapLimit = able.swap();
        info.cpuCfsPeriod = able.cpu();
        info.cpuCfsQuota = able.cpu();
        info.cpuShares = able.cpu();
        info.cpuSet = able.cpuset();
        info.pidsLimit = able.pids();
        info.ipv4Forwarding = Host.isOn("net/ipv4/ip_forward");
        info.cgroupDriver = "cgroupfs";
        info.cgroupVersion = Integer.toString(able.cgroupVersion());
        info.oomKillDisable = able.oomKillDisable();
    }

    private void registries(InfoReply info) {
        info.indexServerAddress = "https://index.docker.io/v1/";
        List<String> mirrors = config.registry().mirror().map(List::of).orElse(List.of());
        Map<String, Object> indexes = new LinkedHashMap<>();
        indexes.put("docker.io", index("docker.io", mirrors, true));
        config.registry().insecure().orElse(List.of()).forEach(host -> indexes.put(host, index(host, List.of(), false)));
        info.registryConfig = Map.of("InsecureRegistryCIDRs", List.of("::1/128", "127.0.0.0/8"), "IndexConfigs", indexes, "Mirrors", mirrors);
    }

    private static Map<String, Object> index(String name, List<String> mirrors, boolean official) {
        return Map.of("Name", name, "Mirrors", mirrors, "Secure", official, "Official", official);
    }

    private static Map<String, Object> swarm() {
        Map<String, Object> swarm = new LinkedHashMap<>();
        swarm.put("NodeID", "");
        swarm.put("NodeAddr", "");
        swarm.put("LocalNodeState", "inactive");
        swarm.put("ControlAvailable", false);
        swarm.put("Error", "");
        swarm.put("RemoteManagers", null);
        return swarm;
    }

    /** Names this engine: stable for one data root on one machine. */
    private String id() {
        String hex = Digest.of((Host.name() + paths.dataRoot()).getBytes(StandardCharsets.UTF_8)).hex();
        return hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-" + hex.substring(12, 16) + "-" + hex.substring(16, 20) + "-" + hex.substring(20, 32);
    }
}
