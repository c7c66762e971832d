package dev.gantry.container;

import dev.gantry.model.InvalidRequest;
import java.util.Map;
import java.util.Set;

/** Which kernel settings a container may have of its own: those that belong to its IPC and network namespaces. */
final class Sysctls {

    private static final Set<String> IPC = Set.of("kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem", "kernel.shmall", "kernel.shmmax", "kernel.shmmni",
            "kernel.shm_rmid_forced");

    private Sysctls() {}

    /** Throws InvalidRequest in Docker's words for a setting that is not the container's own. */
    static Map<String, String> checked(Map<String, String> settings, boolean ownIpc, boolean ownNetwork) {
        for (var key : settings.keySet()) {
            boolean clean = key.matches("[a-zA-Z0-9_.\\-]+") && !key.contains("..");
            boolean ipc = IPC.contains(key) || key.startsWith("fs.mqueue.");
            boolean network = key.startsWith("net.");
            if (!clean || !(ipc && ownIpc || network && ownNetwork)) {
                throw new InvalidRequest("sysctl \"" + key + "\" is not in a separate kernel namespace");
            }
        }
        return settings;
    }
}
