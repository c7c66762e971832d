package dev.gantry.dockerapi;

import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.NamespaceConfig;
import java.util.Locale;
import java.util.Set;

/** Tells whether a container asks for a way to the host, which needs a permission of its own. */
final class UnsafeRequest {

    private static final String HOST = "host";
    private static final Set<String> USUAL_CAPABILITIES = Set.of("AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD",
            "NET_BIND_SERVICE", "NET_RAW", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT");

    private UnsafeRequest() {}

    /** Whether it is privileged, shares a namespace or files of the host, gets devices or more capabilities than usual, or fewer of the walls. */
    static boolean is(ContainerConfig config) {
        var security = config.security();
        var storage = config.storage();
        return security.privileged()
                || !security.securityOpt().stream().allMatch(option -> option.startsWith("no-new-privileges"))
                || security.maskedPaths().isPresent()
                || security.readonlyPaths().isPresent()
                || !security.capAdd().stream().map(UnsafeRequest::shortName).allMatch(USUAL_CAPABILITIES::contains)
                || !storage.binds().isEmpty()
                || storage.mounts().stream().anyMatch(mount -> mount.type().equals("bind"))
                || !storage.devices().isEmpty()
                || !storage.deviceCgroupRules().isEmpty()
                || sharesWithHost(config.namespaces())
                || !config.resources().cgroupParent().isEmpty();
    }

    private static boolean sharesWithHost(NamespaceConfig namespaces) {
        return namespaces.network().equals(HOST) || namespaces.ipc().equals(HOST) || namespaces.pid().equals(HOST) || namespaces.uts().equals(HOST)
                || namespaces.cgroup().equals(HOST) || namespaces.user().equals(HOST);
    }

    private static String shortName(String capability) {
        String upper = capability.toUpperCase(Locale.ROOT);
        return upper.startsWith("CAP_") ? upper.substring(4) : upper;
    }
}
