package dev.gantry.container.config;

import java.util.List;
import java.util.Map;

/**
 * How it is reached and what it asks.
 *
 * @param extraHosts   {@code name:address}
 * @param portBindings by container port ({@code 80/tcp})
 * @param endpoints    the names of networks that it was asked to join besides its mode
 */
public record NetworkConfig(List<String> dns, List<String> dnsSearch, List<String> dnsOptions, List<String> extraHosts,
                            Map<String, List<PortBinding>> portBindings, boolean publishAllPorts, List<String> endpoints, List<String> links, String macAddress) {

    /** Where a container's port is published: an address and port of the host, both may be empty. */
    public record PortBinding(String hostIp, String hostPort) {}

    /** Nothing asked for. */
    public static final NetworkConfig NONE =
            new NetworkConfig(List.of(), List.of(), List.of(), List.of(), Map.of(), false, List.of(), List.of(), "");

    public NetworkConfig {
        dns = List.copyOf(dns);
        dnsSearch = List.copyOf(dnsSearch);
        dnsOptions = List.copyOf(dnsOptions);
        extraHosts = List.copyOf(extraHosts);
        portBindings = Map.copyOf(portBindings);
        endpoints = List.copyOf(endpoints);
        links = List.copyOf(links);
    }
}
