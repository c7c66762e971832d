package dev.gantry.container;

import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.DeviceConfig;
import dev.gantry.linux.cgroup.DeviceRule;
import dev.gantry.linux.spec.ContainerDefaults;
import dev.gantry.linux.spec.Device;
import dev.gantry.model.InvalidRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The device nodes of one run, and what the cgroup lets it do with them. */
record RunDevices(List<Device> nodes, List<DeviceRule> rules) {

    private static final int TYPE = 0xf000;
    private static final int PERMISSIONS = 0xfff;
    /** What a container has of its own under /dev, also when it is given all of the host's. */
    private static final Set<String> OWN = Set.of("pts", "shm", "mqueue", "console", "ptmx", "fd", "stdin", "stdout", "stderr", "core", "full", "null", "random",
            "tty", "urandom", "zero");

    static RunDevices of(ContainerConfig config) {
        var nodes = new ArrayList<>(ContainerDefaults.devices());
        if (config.security().privileged()) {
            hosts().forEach(device -> nodes.addAll(under(device)));
            return new RunDevices(nodes, List.of(DeviceRule.EVERYTHING));
        }
        var rules = new ArrayList<>(DeviceRule.DEFAULTS);
        for (var asked : config.storage().devices()) {
            for (var node : under(asked)) {
                nodes.removeIf(other -> other.path().equals(node.path()));
                nodes.add(node);
                rules.add(new DeviceRule(true, (node.mode() & TYPE) == Device.BLOCK ? 'b' : 'c', node.major(), node.minor(),
                        asked.permissions().isEmpty() ? "rwm" : asked.permissions()));
            }
        }
        config.storage().deviceCgroupRules().forEach(rule -> rules.add(rule(rule)));
        return new RunDevices(nodes, rules);
    }

    private static List<DeviceConfig> hosts() {
        try (var entries = Files.list(Path.of("/dev"))) {
            return entries.filter(path -> !OWN.contains(path.getFileName().toString()) && !Files.isSymbolicLink(path))
                    .map(path -> new DeviceConfig(path.toString(), path.toString(), "rwm")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("list the devices in /dev: " + e.getMessage(), e);
        }
    }

    private static List<Device> under(DeviceConfig asked) {
        var host = Path.of(asked.hostPath());
        var inside = asked.containerPath().isEmpty() ? asked.hostPath() : asked.containerPath();
        try (var files = Files.walk(host)) {
            var found = new ArrayList<Device>();
            files.filter(file -> !Files.isDirectory(file)).forEach(file -> {
                var node = node(file, file.equals(host) ? inside : inside + "/" + host.relativize(file));
                if (node != null) {
                    found.add(node);
                }
            });
            if (found.isEmpty() && !Files.isDirectory(host)) {
                throw new InvalidRequest("error gathering device information while adding custom device \"" + host + "\": not a device node");
            }
            return found;
        } catch (IOException e) {
            throw new InvalidRequest("error gathering device information while adding custom device \"" + host + "\": no such file or directory", e);
        }
    }

    private static Device node(Path file, String inside) {
        try {
            int mode = (int) Files.getAttribute(file, "unix:mode");
            if ((mode & TYPE) != Device.CHARACTER && (mode & TYPE) != Device.BLOCK) {
                return null;
            }
            long number = (long) Files.getAttribute(file, "unix:rdev");
            return new Device(inside, mode & (TYPE | PERMISSIONS), DeviceNumber.major(number), DeviceNumber.minor(number), (int) Files.getAttribute(file, "unix:uid"), (int) Files.getAttribute(file, "unix:gid"));
        } catch (IOException e) {
            throw new UncheckedIOException("look at the device " + file + ": " + e.getMessage(), e);
        }
    }

    /** {@code c 1:3 mr}, numbers may be {@code *}. */
    private static DeviceRule rule(String text) {
        var match = java.util.regex.Pattern.compile("([acb]) (\\d+|\\*):(\\d+|\\*) ([rwm]{1,3})").matcher(text);
        if (!match.matches()) {
            throw new InvalidRequest("invalid device cgroup rule format: '" + text + "'");
        }
        return new DeviceRule(true, match.group(1).charAt(0), number(match.group(2)), number(match.group(3)), match.group(4));
    }

    private static int number(String text) {
        return text.equals("*") ? DeviceRule.ANY : Integer.parseInt(text);
    }
}
