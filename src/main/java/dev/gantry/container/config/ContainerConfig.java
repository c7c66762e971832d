package dev.gantry.container.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a container is asked to be (Docker's Config and HostConfig). After a create it is merged with the image's configuration.
 *
 * @param image        as the user named it
 * @param hostname     empty: the short id
 * @param exposedPorts {@code 80/tcp}
 * @param volumes      paths that the image or user declares as volumes; recorded
 * @param healthcheck  recorded
 * @param autoRemove   removed after its exit
 * @param annotations  recorded
 * @param runtime      recorded; empty or {@code runc}
 */
public record ContainerConfig(String image, ProcessConfig process, StdioConfig stdio, StopConfig stop, String hostname, String domainname,
                              Map<String, String> labels, SortedSet<String> exposedPorts, SortedSet<String> volumes, Optional<HealthcheckConfig> healthcheck,
                              ResourceConfig resources, SecurityConfig security, NamespaceConfig namespaces, NetworkConfig network, StorageConfig storage,
                              LogConfig log, RestartPolicy restart, boolean autoRemove, Map<String, String> annotations, String runtime) {

    public ContainerConfig {
        Objects.requireNonNull(image, "image");
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** A container of this image with Docker's defaults for everything. */
    public static ContainerConfigBuilder builder(String image) {
        return new ContainerConfigBuilder(image);
    }

    /** A builder that starts with all of this. */
    public ContainerConfigBuilder toBuilder() {
        return new ContainerConfigBuilder(this);
    }

    /** What a run dialog or a test mostly wants: this image, this command. */
    public static ContainerConfig of(String image, String... cmd) {
        return builder(image).cmd(List.of(cmd)).build();
    }
}
