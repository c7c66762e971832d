package dev.gantry.container.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

/** Collects a {@link ContainerConfig}; what is not set is Docker's default. */
public final class ContainerConfigBuilder {

    private final String image;
    private ProcessConfig process = ProcessConfig.NONE;
    private StdioConfig stdio = StdioConfig.OUTPUT;
    private StopConfig stop = StopConfig.DEFAULT;
    private String hostname = "";
    private String domainname = "";
    private Map<String, String> labels = Map.of();
    private SortedSet<String> exposedPorts = Collections.emptySortedSet();
    private SortedSet<String> volumes = Collections.emptySortedSet();
    private HealthcheckConfig healthcheck;
    private ResourceConfig resources = ResourceConfig.NONE;
    private SecurityConfig security = SecurityConfig.DEFAULT;
    private NamespaceConfig namespaces = NamespaceConfig.DEFAULT;
    private NetworkConfig network = NetworkConfig.NONE;
    private StorageConfig storage = StorageConfig.NONE;
    private LogConfig log = LogConfig.DEFAULT;
    private RestartPolicy restart = RestartPolicy.NEVER;
    private boolean autoRemove = false;
    private Map<String, String> annotations = Map.of();
    private String runtime = "";

    ContainerConfigBuilder(String image) {
        this.image = Objects.requireNonNull(image, "image");
    }

    ContainerConfigBuilder(ContainerConfig config) {
        image = config.image();
        process = config.process();
        stdio = config.stdio();
        stop = config.stop();
        hostname = config.hostname();
        domainname = config.domainname();
        labels = config.labels();
        exposedPorts = config.exposedPorts();
        volumes = config.volumes();
        healthcheck = config.healthcheck().orElse(null);
        resources = config.resources();
        security = config.security();
        namespaces = config.namespaces();
        network = config.network();
        storage = config.storage();
        log = config.log();
        restart = config.restart();
        autoRemove = config.autoRemove();
        annotations = config.annotations();
        runtime = config.runtime();
    }

    /** Its process. */
    public ContainerConfigBuilder process(ProcessConfig value) {
        process = value;
        return this;
    }

    /** Its streams. */
    public ContainerConfigBuilder stdio(StdioConfig value) {
        stdio = value;
        return this;
    }

    /** How it is stopped. */
    public ContainerConfigBuilder stop(StopConfig value) {
        stop = value;
        return this;
    }

    /** Its host name. */
    public ContainerConfigBuilder hostname(String value) {
        hostname = value;
        return this;
    }

    /** Its NIS domain name. */
    public ContainerConfigBuilder domainname(String value) {
        domainname = value;
        return this;
    }

    /** Its labels. */
    public ContainerConfigBuilder labels(Map<String, String> value) {
        labels = value;
        return this;
    }

    /** Ports it says it serves, such as {@code 80/tcp}. */
    public ContainerConfigBuilder exposedPorts(SortedSet<String> value) {
        exposedPorts = value;
        return this;
    }

    /** Paths declared as volumes. */
    public ContainerConfigBuilder volumes(SortedSet<String> value) {
        volumes = value;
        return this;
    }

    /** Its health check. */
    public ContainerConfigBuilder healthcheck(HealthcheckConfig value) {
        healthcheck = value;
        return this;
    }

    /** Its limits. */
    public ContainerConfigBuilder resources(ResourceConfig value) {
        resources = value;
        return this;
    }

    /** What it may do. */
    public ContainerConfigBuilder security(SecurityConfig value) {
        security = value;
        return this;
    }

    /** Its namespaces. */
    public ContainerConfigBuilder namespaces(NamespaceConfig value) {
        namespaces = value;
        return this;
    }

    /** How it is reached. */
    public ContainerConfigBuilder network(NetworkConfig value) {
        network = value;
        return this;
    }

    /** Its mounts. */
    public ContainerConfigBuilder storage(StorageConfig value) {
        storage = value;
        return this;
    }

    /** Its log. */
    public ContainerConfigBuilder log(LogConfig value) {
        log = value;
        return this;
    }

    /** When it starts again by itself. */
    public ContainerConfigBuilder restart(RestartPolicy value) {
        restart = value;
        return this;
    }

    /** Removes it after its exit. */
    public ContainerConfigBuilder autoRemove(boolean value) {
        autoRemove = value;
        return this;
    }

    /** Annotations. */
    public ContainerConfigBuilder annotations(Map<String, String> value) {
        annotations = value;
        return this;
    }

    /** The runtime's name. */
    public ContainerConfigBuilder runtime(String value) {
        runtime = value;
        return this;
    }

    /** The command, in place of the image's. */
    public ContainerConfigBuilder cmd(List<String> value) {
        var p = process;
        process = new ProcessConfig(p.entrypoint(), value, p.env(), p.workingDir(), p.user(), p.groupAdd(), p.init(), p.ulimits(), p.oomScoreAdj());
        return this;
    }

    /** Environment, {@code NAME=value}, over the image's. */
    public ContainerConfigBuilder env(List<String> value) {
        var p = process;
        process = new ProcessConfig(p.entrypoint(), p.cmd(), value, p.workingDir(), p.user(), p.groupAdd(), p.init(), p.ulimits(), p.oomScoreAdj());
        return this;
    }

    /** The finished configuration. */
    public ContainerConfig build() {
        return new ContainerConfig(image, process, stdio, stop, hostname, domainname, labels,
                exposedPorts, volumes, Optional.ofNullable(healthcheck), resources, security, namespaces,
                network, storage, log, restart, autoRemove, annotations, runtime);
    }
}
