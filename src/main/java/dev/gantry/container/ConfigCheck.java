package dev.gantry.container;

import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.HealthcheckConfig;
import dev.gantry.container.config.RestartPolicy;
import dev.gantry.linux.Capabilities;
import dev.gantry.linux.Signals;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotDone;
import dev.gantry.network.NetworkMode;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Refuses at create what can never be started, in Docker's words where clients know them, and what the engine does not do. */
final class ConfigCheck {

    private static final int MOST_OOM_SCORE = 1000;
    private static final Duration SHORTEST_CHECK = Duration.ofMillis(1);
    private static final Set<String> LOG_OPTIONS = Set.of("max-size", "max-file", "mode", "max-buffer-size", "compress", "labels", "labels-regex", "env", "env-regex", "tag");

    private ConfigCheck() {}

    /** Throws InvalidRequest or NotDone; answers with what is recorded only. */
    static List<String> check(ContainerConfig config) {
        var process = config.process();
        for (var entry : process.env()) {
            if (entry.isEmpty() || entry.startsWith("=")) {
                throw new InvalidRequest("invalid environment variable: " + entry);
            }
        }
        if (!process.workingDir().isEmpty() && !process.workingDir().startsWith("/")) {
            throw new InvalidRequest("the working directory '" + process.workingDir() + "' is invalid, it needs to be an absolute path");
        }
        if (Math.abs(process.oomScoreAdj()) > MOST_OOM_SCORE) {
            throw new InvalidRequest("Invalid value " + process.oomScoreAdj() + ", range for oom score adj is [-1000, 1000]");
        }
        config.stop().signal().ifPresent(Signals::parse);
        if (config.storage().shmSize() < 0) {
            throw new InvalidRequest("SHM size can not be less than 0");
        }
        restart(config);
        if (config.resources().cgroupParent().contains("..")) {
            throw new InvalidRequest("invalid cgroup parent \"" + config.resources().cgroupParent() + "\": it must not contain \"..\"");
        }
        log(config);
        network(config);
        capabilities(config);
        SecurityOptions.of(config.security());
        VolumeSpecs.of(config);
        config.healthcheck().ifPresent(ConfigCheck::healthcheck);
        if (!Set.of("", "runc", "io.containerd.runc.v2").contains(config.runtime())) {
            throw new InvalidRequest("unknown or invalid runtime name: " + config.runtime());
        }
        return warnings(config);
    }

    private static List<String> warnings(ContainerConfig config) {
        var warnings = new ArrayList<String>();
        if (config.healthcheck().filter(check -> !check.test().isEmpty() && !check.test().getFirst().equals("NONE")).isPresent()) {
            warnings.add("Health checks are recorded but not run.");
        }
        return warnings;
    }

    private static void restart(ContainerConfig config) {
        policy(config.restart());
        if (config.autoRemove() && config.restart().mode() != RestartPolicy.Mode.NO) {
            throw new InvalidRequest("can't create 'AutoRemove' container with restart policy");
        }
    }

    /** Throws InvalidRequest for a number of retries that the policy does not count. */
    static void policy(RestartPolicy policy) {
        boolean counts = policy.mode() == RestartPolicy.Mode.ON_FAILURE;
        if (policy.maximumRetries() != 0 && !counts) {
            throw new InvalidRequest("maximum retry count cannot be used with restart policy '" + policy.mode().word() + "'");
        }
        if (policy.maximumRetries() < 0) {
            throw new InvalidRequest("maximum retry count cannot be negative");
        }
    }

    private static void log(ContainerConfig config) {
        var log = config.log();
        if (!Set.of("", "json-file", "local", "none").contains(log.type())) {
            throw new InvalidRequest("error looking up logging plugin " + log.type() + ": plugin \"" + log.type() + "\" not found");
        }
        for (var option : log.options().keySet()) {
            if (!LOG_OPTIONS.contains(option)) {
                throw new InvalidRequest("unknown log opt '" + option + "' for " + (log.type().isEmpty() ? "json-file" : log.type()) + " log driver");
            }
        }
        LogPolicy.target(log, Path.of("/"));
    }

    private static void network(ContainerConfig config) {
        var network = config.network();
        if (!network.portBindings().isEmpty() || network.publishAllPorts()) {
            throw new NotDone("publishing ports is not supported yet: start the container without -p and -P, or with --network host");
        }
        if (!network.links().isEmpty()) {
            throw new NotDone("links between containers are not supported yet");
        }
        for (var name : network.endpoints()) {
            if (!NetworkMode.PREDEFINED.contains(name) && !name.equals(config.namespaces().network())) {
                throw new NotDone("networks other than none, host, bridge and container:<id> are not supported yet: " + name);
            }
        }
        network.extraHosts().forEach(ConfigCheck::extraHost);
        var mode = NetworkMode.parse(config.namespaces().network());
        if (!config.hostname().isEmpty() && config.namespaces().uts().equals("host")) {
            throw new InvalidRequest("conflicting options: hostname and the UTS mode");
        }
        if (mode instanceof NetworkMode.OfContainer && !config.hostname().isEmpty()) {
            throw new InvalidRequest("conflicting options: hostname and the network mode");
        }
    }

    private static void extraHost(String entry) {
        int separator = entry.indexOf(':');
        if (separator <= 0) {
            throw new InvalidRequest("bad format for add-host: \"" + entry + "\"");
        }
        String address = entry.substring(separator + 1);
        try {
            if (!address.equals("host-gateway")) {
                InetAddress.ofLiteral(address);
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("invalid IP address in add-host: \"" + address + "\"", e);
        }
    }

    private static void healthcheck(HealthcheckConfig check) {
        notTooShort("Interval", check.interval());
        notTooShort("Timeout", check.timeout());
        notTooShort("StartPeriod", check.startPeriod());
        notTooShort("StartInterval", check.startInterval());
        if (check.retries() < 0) {
            throw new InvalidRequest("Retries in Healthcheck cannot be negative");
        }
    }

    private static void notTooShort(String field, long nanoseconds) {
        if (nanoseconds != 0 && nanoseconds < SHORTEST_CHECK.toNanos()) {
            throw new InvalidRequest(field + " in Healthcheck cannot be less than 1ms");
        }
    }

    private static void capabilities(ContainerConfig config) {
        Capabilities.of(config.security().capAdd(), config.security().capDrop(), config.security().privileged());
    }
}
