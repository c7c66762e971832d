package dev.gantry.container;

import dev.gantry.model.InvalidRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which kernel settings a container may have of its own: those that belong to its IPC and network namespaces. */
final class Sysctls {

    private static final Set<String> IPC = Set.of("kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni",
            "kernel.shm_rmid_forced");

    /** What Docker sets in a network namespace of the container's own: any user may ping and listen on any port there. */
    private static final Map<String, String> NETWORK = Map.of("net.ipv4.ip_unprivileged_port_start", "0", "net.ipv4.ping_group_range", "0 2147483647");

    private Sysctls() {}

    /** The settings asked for over the usual ones. Throws InvalidRequest in Docker's words for one that is not the container's own. */
    static Map<String, String> of(Map<String, String> settings, boolean ownIpc, boolean ownNetwork) {
        for (var key : settings.keySet()) {
            boolean clean = key.matches("[a-zA-Z0-9_.\\-]+") && !key.contains("..");
            boolean ipc = IPC.contains(key) || key.startsWith("fs.mqueue.");
            boolean network = key.startsWith("net.");
            if (!clean || !(ipc && ownIpc || network && ownNetwork)) {
                throw new InvalidRequest("sysctl \"" + key + "\" is not in a separate kernel namespace");
            }
        }
        var all = new TreeMap<String, String>(ownNetwork ? NETWORK : Map.of());
        all.putAll(settings);
        return all;
    }
}
