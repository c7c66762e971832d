package dev.gantry.container;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.HealthcheckConfig;
import dev.gantry.container.config.ProcessConfig;
import dev.gantry.container.config.SecurityConfig;
import dev.gantry.container.config.StopConfig;
import dev.gantry.image.ImageConfig;
import dev.gantry.linux.spec.ContainerDefaults;
import dev.gantry.model.InvalidRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Joins what the user asked for with what the image says, the user going first. */
final class ConfigMerge {

    private ConfigMerge() {}

    static ContainerConfig merge(ContainerConfig asked, ImageConfig image) {
        var labels = new HashMap<>(image.labels());
        labels.putAll(asked.labels());
        return asked.toBuilder()
                .process(process(asked.process(), image))
                .labels(labels)
                .security(security(asked.security()))
                .exposedPorts(union(asked.exposedPorts(), image.exposedPorts()))
                .volumes(union(asked.volumes(), image.volumes()))
                .stop(new StopConfig(asked.stop().signal().or(image::stopSignal), asked.stop().timeoutSeconds()))
                .healthcheck(asked.healthcheck().or(() -> image.healthcheck().map(ConfigMerge::healthcheck)).orElse(null))
                .build();
    }

    /** What is hidden from it is written down, so that an inspect shows it. */
    private static SecurityConfig security(SecurityConfig asked) {
        if (asked.privileged()) {
            return asked;
        }
        return new SecurityConfig(false, asked.capAdd(), asked.capDrop(), asked.readonlyRootfs(), asked.securityOpt(),
                asked.maskedPaths().or(() -> Optional.of(ContainerDefaults.masked())), asked.readonlyPaths().or(() -> Optional.of(ContainerDefaults.readOnly())));
    }

    /** The program and its arguments of a merged configuration; InvalidRequest where there is none. */
    static List<String> command(ProcessConfig process) {
        var command = new ArrayList<>(process.entrypoint().orElse(List.of()));
        command.addAll(process.cmd());
        if (command.isEmpty()) {
            throw new InvalidRequest("no command specified");
        }
        return List.copyOf(command);
    }

    private static ProcessConfig process(ProcessConfig asked, ImageConfig image) {
        var entrypoint = asked.entrypoint();
        var cmd = asked.cmd();
        if (entrypoint.orElse(List.of()).isEmpty() && cmd.isEmpty()) {
            cmd = image.cmd();
        }
        if (entrypoint.isEmpty()) {
            entrypoint = Optional.of(image.entrypoint());
        }
        entrypoint = entrypoint.filter(list -> !list.isEmpty() && !list.equals(List.of("")));
        var directory = asked.workingDir().isEmpty() ? image.workingDir() : asked.workingDir();
        return new ProcessConfig(entrypoint, cmd, environment(asked.env(), image.env()), directory.isEmpty() ? "" : Path.of(directory).normalize().toString(),
                asked.user().isEmpty() ? image.user() : asked.user(), asked.groupAdd(), asked.init(), asked.ulimits(), asked.oomScoreAdj());
    }

    private static List<String> environment(List<String> asked, List<String> image) {
        var names = asked.stream().map(ConfigMerge::name).toList();
        var all = new ArrayList<>(asked);
        image.stream().filter(entry -> !names.contains(name(entry))).forEach(all::add);
        return all;
    }

    private static String name(String entry) {
        int equals = entry.indexOf('=');
        return equals < 0 ? entry : entry.substring(0, equals);
    }

    private static SortedSet<String> union(SortedSet<String> one, SortedSet<String> other) {
        var all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }

    private static HealthcheckConfig healthcheck(JsonNode image) {
        var test = new ArrayList<String>();
        image.path("Test").forEach(word -> test.add(word.asText()));
        return new HealthcheckConfig(test, image.path("Interval").asLong(), image.path("Timeout").asLong(), image.path("StartPeriod").asLong(),
                image.path("StartInterval").asLong(), image.path("Retries").asInt());
    }
}
