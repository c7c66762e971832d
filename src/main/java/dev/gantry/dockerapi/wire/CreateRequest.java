package dev.gantry.dockerapi.wire;

import java.util.Map;

/** The body of ContainerCreate: Docker's ContainerConfig with HostConfig and NetworkingConfig beside its fields. */
public final class CreateRequest extends Config {
    public HostConfig hostConfig;
    public NetworkingConfig networkingConfig;

    /** No image at all is another mistake than an empty name. */
    public CreateRequest() {
        image = null;
    }

    /** The networks to join, by name. */
    public record NetworkingConfig(Map<String, Endpoint> endpointsConfig) {}

    /** What is asked for at one network. */
    public record Endpoint(String macAddress) {}
}
