package dev.gantry.linux.runner;

import java.util.Locale;

/**
 * The steps of a start (docs/formats.md, section 3).
 */
public enum Stage {
    SPEC, CGROUP, CLONE, NAMESPACE, ROOTFS, MOUNT, DEVICE, PIVOT, HOSTNAME, SYSCTL, CONSOLE, RLIMIT, USER, CWD, CAPABILITY, SECCOMP, EXEC,
    /** The monitor itself failed or died; also every step that this engine does not know. */
    MONITOR;

    static Stage of(String name) {
        for (Stage stage : values()) {
            if (stage.name().toLowerCase(Locale.ROOT).equals(name)) {
                return stage;
            }
        }
        return MONITOR;
    }
}
