package dev.gantry.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What an image says of the containers made from it (OCI image configuration, "config", and Docker's additions to it).
 *
 * @param user {@code user[:group]} by name or number, empty for root
 * @param env {@code NAME=value}
 * @param workingDir empty for {@code /}
 * @param exposedPorts {@code 80/tcp}
 * @param volumes paths in the container
 * @param shell the program that shell forms are run with; empty where the image says none
 * @param healthcheck as the image has it: Test, Interval, Timeout, StartPeriod, StartInterval, Retries
 */
public record ImageConfig(
        String user,
        List<String> env,
        List<String> entrypoint,
        List<String> cmd,
        String workingDir,
        Map<String, String> labels,
        SortedSet<String> exposedPorts,
        SortedSet<String> volumes,
        Optional<String> stopSignal,
        List<String> shell,
        List<String> onBuild,
        boolean argsEscaped,
        Optional<JsonNode> healthcheck) {}
