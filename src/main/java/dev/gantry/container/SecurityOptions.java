package dev.gantry.container;

import dev.gantry.container.config.SecurityConfig;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotDone;
import java.util.List;

/** Docker's {@code --security-opt} words, read. */
record SecurityOptions(boolean noNewPrivileges, Seccomp seccomp) {

    /** Which filter. */
    sealed interface Seccomp {
        /** The engine's own. */
        record Default() implements Seccomp {}

        /** None. */
        record Unconfined() implements Seccomp {}

        /** The user's, as JSON. */
        record Custom(String json) implements Seccomp {}
    }

    static SecurityOptions of(SecurityConfig config) {
        boolean noNewPrivileges = false;
        Seccomp seccomp = config.privileged() ? new Seccomp.Unconfined() : new Seccomp.Default();
        for (var option : config.securityOpt()) {
            int cut = separator(option);
            var name = cut < 0 ? option : option.substring(0, cut);
            var value = cut < 0 ? "" : option.substring(cut + 1);
            switch (name) {
                case "no-new-privileges" -> noNewPrivileges = flag(option, value);
                case "seccomp" -> seccomp = switch (value) {
                    case "unconfined" -> new Seccomp.Unconfined();
                    case "", "builtin" -> new Seccomp.Default();
                    default -> new Seccomp.Custom(value);
                };
                case "label", "apparmor", "systempaths", "writable-cgroups" -> unconfinedOnly(name, value);
                default -> throw new InvalidRequest("invalid --security-opt 1: \"" + option + "\"");
            }
        }
        return new SecurityOptions(noNewPrivileges, seccomp);
    }

    private static int separator(String option) {
        int equals = option.indexOf('=');
        return equals >= 0 ? equals : option.indexOf(':');
    }

    private static boolean flag(String option, String value) {
        return switch (value) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw new InvalidRequest("invalid --security-opt 2: \"" + option + "\"");
        };
    }

    /** SELinux and AppArmor do not confine containers here, so switching them off is granted and anything else refused. */
    private static void unconfinedOnly(String name, String value) {
        if (!List.of("disable", "unconfined", "docker-default").contains(value)) {
            throw new NotDone("--security-opt " + name + "=" + value + " is not supported");
        }
    }
}
