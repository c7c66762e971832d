package dev.gantry.console.page;

import dev.gantry.container.config.ConsoleSize;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.ContainerConfigBuilder;
import dev.gantry.container.config.NamespaceConfig;
import dev.gantry.container.config.ResourceConfig;
import dev.gantry.container.config.StdioConfig;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.Reference;
import jakarta.ws.rs.FormParam;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was filled in to run a container; an empty field is the image's or the engine's default. */
public class RunForm {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*([kmgt]?)(?:i?b)?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "kmgt";
    private static final int NANO_DIGITS = 9;
    private static final Set<String> NETWORKS = Set.of("", "none", "host");
    private static final ConsoleSize TERMINAL = new ConsoleSize(24, 80);

    @FormParam("image")
    String image;

    @FormParam("name")
    String name;

    @FormParam("command")
    String command;

    @FormParam("environment")
    String environment;

    @FormParam("memory")
    String memory;

    @FormParam("cpus")
    String cpus;

    @FormParam("pids")
    String pids;

    @FormParam("network")
    String network;

    @FormParam("tty")
    boolean tty;

    /** The image; InvalidRequest where the field is empty or no reference. */
    Reference reference() {
        if (filled(image).isEmpty()) {
            throw new InvalidRequest("the image is missing");
        }
        return Reference.parse(filled(image));
    }

    Optional<String> containerName() {
        return Optional.of(filled(name)).filter(text -> !text.isEmpty());
    }

    /** Whether the container would see the host's network, which takes a further permission. */
    boolean isUnsafe() {
        return filled(network).equals("host");
    }

    ContainerConfig config() {
        ContainerConfigBuilder builder = ContainerConfig.builder(filled(image))
                .cmd(CommandLine.split(filled(command)))
                .env(variables())
                .resources(limits());
        if (!NETWORKS.contains(filled(network))) {
            throw new InvalidRequest("network \"" + network + "\": choose the default, none or host");
        }
        if (!filled(network).isEmpty()) {
            builder.namespaces(new NamespaceConfig(filled(network), NamespaceConfig.DEFAULT.ipc(), "", "", NamespaceConfig.DEFAULT.cgroup(), "", Map.of()));
        }
        if (tty) {
            builder.stdio(new StdioConfig(true, true, false, false, true, true, Optional.of(TERMINAL)));
        }
        return builder.build();
    }

    private List<String> variables() {
        return filled(environment).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private ResourceConfig limits() {
        ResourceConfig none = ResourceConfig.NONE;
        OptionalLong processes = filled(pids).isEmpty() ? none.pidsLimit() : OptionalLong.of(number("processes", pids));
        return new ResourceConfig(memoryBytes(), none.memoryReservation(), none.memorySwap(), none.memorySwappiness(), none.kernelMemory(), none.oomKillDisable(),
                nanoCpus(), none.cpuShares(), none.cpuPeriod(), none.cpuQuota(), none.cpuRealtimePeriod(), none.cpuRealtimeRuntime(),
                none.cpusetCpus(), none.cpusetMems(), processes, none.blkioWeight(), none.blockLimits(), none.cgroupParent());
    }

    private long memoryBytes() {
        if (filled(memory).isEmpty()) {
            return 0;
        }
        Matcher size = SIZE.matcher(filled(memory));
        if (!size.matches()) {
            throw new InvalidRequest("memory limit \"" + memory + "\": say a number with k, m or g, such as 256m");
        }
        int unit = size.group(2).isEmpty() ? 0 : UNITS.indexOf(Character.toLowerCase(size.group(2).charAt(0))) + 1;
        return Math.multiplyExact(Long.parseLong(size.group(1)), 1L << 10 * unit);
    }

    private long nanoCpus() {
        if (filled(cpus).isEmpty()) {
            return 0;
        }
        try {
            return new BigDecimal(filled(cpus)).movePointRight(NANO_DIGITS).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw new InvalidRequest("CPUs \"" + cpus + "\": say a number such as 0.5 or 2", e);
        }
    }

    private static long number(String what, String text) {
        try {
            return Long.parseLong(filled(text));
        } catch (NumberFormatException e) {
            throw new InvalidRequest(what + " \"" + text + "\": say a whole number", e);
        }
    }

    private static String filled(String field) {
        return field == null ? "" : field.strip();
    }
}
