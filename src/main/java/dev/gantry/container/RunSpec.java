package dev.gantry.container;

import dev.gantry.config.Paths;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.Ulimit;
import dev.gantry.image.Images;
import dev.gantry.linux.Capabilities;
import dev.gantry.linux.Fd;
import dev.gantry.linux.seccomp.SeccompProfiles;
import dev.gantry.linux.spec.CapabilitySets;
import dev.gantry.linux.spec.ContainerDefaults;
import dev.gantry.linux.spec.ContainerSpec;
import dev.gantry.linux.spec.Namespace;
import dev.gantry.linux.spec.ProcessSpec;
import dev.gantry.linux.spec.Rlimit;
import dev.gantry.linux.spec.RootFilesystem;
import dev.gantry.linux.spec.SeccompFilter;
import dev.gantry.linux.spec.WindowSize;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotFound;
import dev.gantry.network.NetworkMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes out one run of a container for the runner: the policy of what it gets, from its configuration and its image. */
@ApplicationScoped
class RunSpec {

    /** Where Docker has its init, too. */
    private static final String INIT = "/sbin/docker-init";
    private static final String DEFAULT_PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Kernel kernel;
    private final Paths paths;
    private final Images images;
    private final ContainerIndex index;

    RunSpec(Kernel kernel, Paths paths, Images images, ContainerIndex index) {
        this.kernel = kernel;
        this.paths = paths;
        this.images = images;
        this.index = index;
    }

    /** A spec with the descriptors that it refers to, which are closed once it has been sent. */
    record Prepared(ContainerSpec spec, List<Fd> opened) implements AutoCloseable {
        @Override
        public void close() {
            opened.forEach(Fd::close);
        }
    }

    /** Prepares the present run of a container; its name files are written. */
    Prepared prepare(ContainerView view) {
        var mode = NetworkMode.parse(view.config().namespaces().network());
        if (mode instanceof NetworkMode.Named(String network)) {
            throw new NotFound("network " + network + " not found");
        }
        var opened = new ArrayList<Fd>();
        try (var names = RunNames.of(view, mode, index)) {
            var spec = spec(view, names, opened);
            names.await();
            return new Prepared(spec, opened);
        } catch (RuntimeException e) {
            opened.forEach(Fd::close);
            throw e;
        }
    }

    /**
     * Whether the process must be held until the engine has seen it: for {@link #whileHeld}, or since clients connect to the monitor itself, for input and for output
     * that no log keeps. Any other is let go with its START, and the start spares a wake-up of the engine.
     */
    boolean needsHold(ContainerView view) {
        var config = view.config();
        return config.stdio().openStdin() || config.log().type().equals("none") || kernel.cgroupsOf(view).worksWhileHeld();
    }

    /** Sets what can be set only while the process is held in its cgroups: on cgroup v2 the guard of its devices. */
    void whileHeld(ContainerView view) {
        var config = view.config();
        kernel.cgroupsOf(view).whileHeld(view.id().hex(), RunLimits.of(config.resources(), RunDevices.of(config).rules()));
    }

    private ContainerSpec spec(ContainerView view, RunNames names, List<Fd> opened) {
        var config = view.config();
        var hex = view.id().hex();
        var namespaces = new RunNamespaces(config.namespaces(), index, opened);
        var devices = RunDevices.of(config);
        var hierarchy = kernel.cgroupsOf(view);
        var mounts = new RunMounts(config, path -> opened(path, opened));
        var spec = ContainerSpec.builder(hex, view.run(), process(view), root(view))
                .readOnlyRoot(config.security().readonlyRootfs())
                .newNamespaces(namespaces.made())
                .joinNamespaces(namespaces.joined())
                .loopback(namespaces.made().contains(Namespace.NETWORK))
                .mounts(mounts.all(engineFiles(view, names), namespaces.sharedMemory().orElse(null)))
                .devices(devices.nodes())
                .links(ContainerDefaults.links())
                .masked(paths(config.security().maskedPaths(), config, ContainerDefaults.masked()))
                .readOnly(paths(config.security().readonlyPaths(), config, ContainerDefaults.readOnly()))
                .sysctls(Sysctls.of(config.namespaces().sysctls(), namespaces.made().contains(Namespace.IPC), namespaces.made().contains(Namespace.NETWORK)))
                .cgroups(hierarchy.entries(hex, RunLimits.of(config.resources(), devices.rules())))
                .log(LogPolicy.target(config.log(), paths.log(hex)))
                .stateDir(paths.containerRun(hex))
                .exitFile(paths.exitFile(hex));
        hierarchy.oomFile(hex).ifPresent(spec::oomFile);
        if (namespaces.made().contains(Namespace.UTS)) {
            spec.hostname(config.hostname());
            if (!config.domainname().isEmpty()) {
                spec.domainname(config.domainname());
            }
        }
        return spec.build();
    }

    private static Fd opened(Path path, List<Fd> opened) {
        var fd = RunMounts.openPlace(path);
        opened.add(fd);
        return fd;
    }

    private static List<String> paths(Optional<List<String>> asked, ContainerConfig config, List<String> usual) {
        return asked.orElse(config.security().privileged() ? List.of() : usual);
    }

    private RootFilesystem root(ContainerView view) {
        var image = images.held(view.image()).orElseThrow(() -> new NotFound("No such image: " + view.image() + ": the container's image is gone"));
        return new RootFilesystem.Overlay(view.files().upper(), view.files().work(), images.lowers(image), RootFilesystem.SLAVE);
    }

    private ProcessSpec process(ContainerView view) {
        var config = view.config();
        var command = new ArrayList<String>();
        if (config.process().init().orElse(false)) {
            command.addAll(List.of(INIT, "--"));
        }
        command.add(view.path());
        command.addAll(view.args());
        var stdio = config.stdio();
        var process = ProcessSpec.builder(command, environment(config))
                .cwd(config.process().workingDir().isEmpty() ? "/" : config.process().workingDir())
                .user(Users.of(config.process().user(), config.process().groupAdd()))
                .tty(stdio.tty())
                .stdin(stdio.openStdin())
                .stdinOnce(stdio.stdinOnce())
                .rlimits(rlimits(config.process().ulimits()));
        if (config.process().oomScoreAdj() != 0) {
            process.oomScoreAdj(config.process().oomScoreAdj());
        }
        stdio.consoleSize().filter(size -> size.rows() > 0).ifPresent(size -> process.windowSize(new WindowSize(size.rows(), size.columns())));
        confine(process, config, config.process().user(), false, kernel.seccomp());
        return process.build();
    }

    /**
     * Sets what a process in this container may do: the container's own, or an exec's. {@code privileged} gives an exec every capability; the filter stays the
     * container's, as with Docker.
     */
    static void confine(ProcessSpec.Builder process, ContainerConfig config, String user, boolean privileged, SeccompProfiles profiles) {
        var security = config.security();
        var own = Capabilities.of(security.capAdd(), security.capDrop(), security.privileged());
        long bits = Capabilities.bits(privileged ? Capabilities.of(List.of(), List.of(), true) : own);
        var options = SecurityOptions.of(security);
        process.capabilities(Users.root(user) ? CapabilitySets.root(bits) : CapabilitySets.user(bits)).noNewPrivileges(options.noNewPrivileges());
        filter(options.seccomp(), own, profiles).ifPresent(process::seccomp);
    }

    private static Optional<SeccompFilter> filter(SecurityOptions.Seccomp seccomp, Set<String> capabilities, SeccompProfiles profiles) {
        return switch (seccomp) {
            case SecurityOptions.Seccomp.Default() -> Optional.of(profiles.defaultFilter(capabilities));
            case SecurityOptions.Seccomp.Unconfined() -> Optional.empty();
            case SecurityOptions.Seccomp.Custom(String json) -> Optional.of(profiles.custom(json, capabilities));
        };
    }

    /** What Docker gives every process, under what the image and the user say. */
    static List<String> environment(ContainerConfig config) {
        var byName = new LinkedHashMap<String, String>();
        byName.put("PATH", DEFAULT_PATH);
        byName.put("HOSTNAME", "HOSTNAME=" + config.hostname());
        if (config.stdio().tty()) {
            byName.put("TERM", "TERM=xterm");
        }
        apply(byName, config.process().env());
        return List.copyOf(byName.values());
    }

    /** Puts {@code NAME=value} entries over others; {@code NAME} alone takes one away. */
    static void apply(Map<String, String> byName, List<String> entries) {
        for (var entry : entries) {
            int equals = entry.indexOf('=');
            if (equals < 0) {
                byName.remove(entry);
            } else {
                byName.put(entry.substring(0, equals), entry);
            }
        }
    }

    private static List<Rlimit> rlimits(List<Ulimit> ulimits) {
        return ulimits.stream().map(limit -> {
            try {
                return new Rlimit(Rlimit.Resource.valueOf(limit.name().toUpperCase(Locale.ROOT)), limit.soft(), limit.hard());
            } catch (IllegalArgumentException e) {
                throw new InvalidRequest("wrong rlimit value: RLIMIT_" + limit.name().toUpperCase(Locale.ROOT), e);
            }
        }).toList();
    }

    /** The engine's files to bind, by target. */
    private Map<String, Path> engineFiles(ContainerView view, RunNames names) {
        var files = new LinkedHashMap<>(names.files());
        if (view.config().process().init().orElse(false)) {
            files.put(INIT, paths.init());
        }
        return files;
    }
}
