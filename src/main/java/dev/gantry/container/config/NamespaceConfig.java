package dev.gantry.container.config;

import java.util.Map;

/**
 * Its namespaces in Docker's words; empty is the default.
 *
 * @param network {@code default}, {@code bridge}, {@code none}, {@code host}, {@code container:<name or id>}
 * @param ipc     {@code private}, {@code shareable}, {@code host}, {@code none}, {@code container:<name or id>}
 * @param pid     {@code host}, {@code container:<name or id>}
 * @param uts     {@code host}
 * @param cgroup  {@code private}, {@code host}
 * @param user    {@code host}
 * @param sysctls kernel settings of the container's own namespaces
 */
public record NamespaceConfig(String network, String ipc, String pid, String uts, String cgroup, String user, Map<String, String> sysctls) {

    /** Everything its own. */
    public static final NamespaceConfig DEFAULT = new NamespaceConfig("default", "private", "", "", "private", "", Map.of());

    public NamespaceConfig {
        sysctls = Map.copyOf(sysctls);
    }
}
