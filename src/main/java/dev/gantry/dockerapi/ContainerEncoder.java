package dev.gantry.dockerapi;

import dev.gantry.container.ContainerState;
import dev.gantry.container.ContainerState.Status;
import dev.gantry.container.ContainerView;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.dockerapi.wire.Config;
import dev.gantry.dockerapi.wire.ContainerInspect;
import dev.gantry.dockerapi.wire.ContainerInspect.GraphDriver;
import dev.gantry.dockerapi.wire.ContainerInspect.MountPoint;
import dev.gantry.dockerapi.wire.ContainerInspect.NetworkSettings;
import dev.gantry.dockerapi.wire.ContainerSummary;
import dev.gantry.dockerapi.wire.EndpointSettings;
import dev.gantry.model.ObjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Translates a container into Docker's inspect and list entries. */
final class ContainerEncoder {

    private static final String DRIVER = "overlay2";

    private ContainerEncoder() {}

    static ContainerInspect inspect(ContainerView view, List<ObjectId> execs, String lowerDirs, Sizes sizes) {
        var files = view.files();
        Map<String, String> data = new LinkedHashMap<>();
        data.put("LowerDir", lowerDirs);
        data.put("UpperDir", files.upper().toString());
        data.put("WorkDir", files.work().toString());
        return new ContainerInspect(view.id().hex(), Times.nano(view.created()), view.path(), view.args(), state(view.state()), view.image().toString(),
                files.resolvConf().toString(), files.hostname().toString(), files.hosts().toString(), files.log().toString(), view.slashName(),
                view.restartCount(), DRIVER, "linux", "", "", "", execs.isEmpty() ? null : execs.stream().map(ObjectId::hex).toList(),
                HostConfigEncoder.encode(view.config()), new GraphDriver(data, DRIVER), sizes.writable(), sizes.total(), mounts(view), config(view.config()),
                NetworkSettings.of(networks(view)));
    }

    static ContainerSummary summary(ContainerView view, Sizes sizes) {
        return new ContainerSummary(view.id().hex(), List.of(view.slashName()), view.config().image(), view.image().toString(), command(view),
                view.created().getEpochSecond(), ports(view.config().exposedPorts()), sizes.writable(), sizes.total(), view.config().labels(), view.state().status().word(),
                status(view.state()), new ContainerSummary.HostConfigSummary(view.config().namespaces().network()),
                new ContainerSummary.NetworkSummary(networks(view)), mounts(view));
    }

    private static ContainerInspect.State state(ContainerState state) {
        Status status = state.status();
        return new ContainerInspect.State(status.word(), state.running(), status == Status.PAUSED, status == Status.RESTARTING, state.oomKilled(),
                status == Status.DEAD, state.pid(), state.exitCode(), state.error(), Times.nano(state.startedAt()), Times.nano(state.finishedAt()));
    }

    /** The status column of {@code docker ps}. */
    private static String status(ContainerState state) {
        return switch (state.status()) {
            case CREATED -> "Created";
            case RUNNING -> "Up " + state.startedAt().map(Times::roughly).orElse("");
            case PAUSED -> "Up " + state.startedAt().map(Times::roughly).orElse("") + " (Paused)";
            case RESTARTING -> "Restarting (" + state.exitCode() + ") " + state.finishedAt().map(Times::roughly).orElse("") + " ago";
            case REMOVING -> "Removal In Progress";
            case EXITED -> "Exited (" + state.exitCode() + ") " + state.finishedAt().map(Times::roughly).orElse("") + " ago";
            case DEAD -> "Dead";
        };
    }

    /** The command as a shell would take it. */
    private static String command(ContainerView view) {
        List<String> words = new ArrayList<>();
        words.add(view.path());
        view.args().forEach(arg -> words.add(arg.isEmpty() || arg.contains(" ") ? "'" + arg + "'" : arg));
        return String.join(" ", words);
    }

    private static List<ContainerSummary.Port> ports(SortedSet<String> exposed) {
        return exposed.stream().map(ContainerEncoder::port).filter(port -> port.privatePort() > 0).toList();
    }

    private static ContainerSummary.Port port(String exposed) {
        String[] parts = exposed.split("/", 2);
        int number = parts[0].matches("\\d{1,5}") ? Integer.parseInt(parts[0]) : 0;
        return new ContainerSummary.Port(null, number, null, parts.length > 1 ? parts[1] : "tcp");
    }

    private static List<MountPoint> mounts(ContainerView view) {
        return view.mounts().stream()
                .map(m -> new MountPoint(m.type(), m.source(), m.destination(), m.mode(), m.writable(), m.propagation()))
                .toList();
    }

    private static Map<String, EndpointSettings> networks(ContainerView view) {
        return switch (view.config().namespaces().network()) {
            case "default", "bridge" -> Map.of(BuiltInNetwork.BRIDGE.wireName(), EndpointSettings.at(BuiltInNetwork.BRIDGE.id()));
            case "host" -> Map.of(BuiltInNetwork.HOST.wireName(), EndpointSettings.at(BuiltInNetwork.HOST.id()));
            case "none" -> Map.of(BuiltInNetwork.NONE.wireName(), EndpointSettings.at(BuiltInNetwork.NONE.id()));
            default -> Map.of();
        };
    }

    static Config config(ContainerConfig from) {
        Config config = new Config();
        var process = from.process();
        var stdio = from.stdio();
        config.hostname = from.hostname();
        config.domainname = from.domainname();
        config.user = process.user();
        config.attachStdin = stdio.attachStdin();
        config.attachStdout = stdio.attachStdout();
        config.attachStderr = stdio.attachStderr();
        config.exposedPorts = set(from.exposedPorts());
        config.tty = stdio.tty();
        config.openStdin = stdio.openStdin();
        config.stdinOnce = stdio.stdinOnce();
        config.env = process.env();
        config.cmd = process.cmd().isEmpty() ? null : process.cmd();
        config.healthcheck = from.healthcheck()
                .map(h -> new Config.Healthcheck(h.test(), h.interval(), h.timeout(), h.startPeriod(), h.startInterval(), h.retries()))
                .orElse(null);
        config.image = from.image();
        config.volumes = from.volumes().isEmpty() ? null : set(from.volumes());
        config.workingDir = process.workingDir();
        config.entrypoint = process.entrypoint().orElse(null);
        config.labels = from.labels();
        config.stopSignal = from.stop().signal().orElse(null);
        OptionalInt timeout = from.stop().timeoutSeconds();
        config.stopTimeout = timeout.isPresent() ? timeout.getAsInt() : null;
        return config;
    }

    /** Go's {@code map[string]struct{}}. */
    static Map<String, Object> set(SortedSet<String> names) {
        return names.stream().collect(Collectors.toMap(name -> name, name -> Map.of(), (a, b) -> a, LinkedHashMap::new));
    }
}
