package dev.gantry.cli.command.create;

import static dev.gantry.cli.args.Option.flag;
import static dev.gantry.cli.args.Option.many;
import static dev.gantry.cli.args.Option.text;

import dev.gantry.cli.Failure;
import dev.gantry.cli.args.Given;
import dev.gantry.cli.args.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the container may do and see: capabilities, namespaces, devices, security options. */
final class IsolationOptions implements OptionGroup {

    private static final Option.Many CAP_ADD = many("cap-add", "list", "Add Linux capabilities");
    private static final Option.Many CAP_DROP = many("cap-drop", "list", "Drop Linux capabilities");
    private static final Option.Text CGROUPNS = text("cgroupns", "string", "Cgroup namespace to use (host|private)");
    private static final Option.Many DEVICE = many("device", "list", "Add a host device to the container");
    private static final Option.Many DEVICE_CGROUP_RULE = many("device-cgroup-rule", "list", "Add a rule to the cgroup allowed devices list");
    private static final Option.Text IPC = text("ipc", "string", "IPC mode to use");
    private static final Option.Text PID = text("pid", "string", "PID namespace to use");
    private static final Option.Switch PRIVILEGED = flag("privileged", "Give extended privileges to this container");
    private static final Option.Switch READ_ONLY = flag("read-only", "Mount the container's root filesystem as read only");
    private static final Option.Text RUNTIME = text("runtime", "string", "Runtime to use for this container");
    private static final Option.Many SECURITY_OPT = many("security-opt", "list", "Security Options");
    private static final Option.Many SYSCTL = many("sysctl", "map", "Sysctl options");
    private static final Option.Text USERNS = text("userns", "string", "User namespace to use");
    private static final Option.Text UTS = text("uts", "string", "UTS namespace to use");

    private static final String SECCOMP = "seccomp=";
    private static final int REFUSED = 125;

    @Override
    public List<Option> options() {
        return List.of(CAP_ADD, CAP_DROP, CGROUPNS, DEVICE, DEVICE_CGROUP_RULE, IPC, PID, PRIVILEGED, READ_ONLY, RUNTIME, SECURITY_OPT, SYSCTL, USERNS, UTS);
    }

    @Override
    public void fill(Body body, Given given) {
        body.host("CapAdd", given.all(CAP_ADD));
        body.host("CapDrop", given.all(CAP_DROP));
        body.host("CgroupnsMode", given.text(CGROUPNS));
        body.host("Devices", given.all(DEVICE).stream().map(IsolationOptions::device).toList());
        body.host("DeviceCgroupRules", given.all(DEVICE_CGROUP_RULE));
        body.host("IpcMode", given.text(IPC));
        body.host("PidMode", given.text(PID));
        body.host("UTSMode", given.text(UTS));
        body.host("UsernsMode", given.text(USERNS));
        body.host("Privileged", given.is(PRIVILEGED));
        body.host("ReadonlyRootfs", given.is(READ_ONLY));
        body.host("Runtime", given.text(RUNTIME));
        body.host("SecurityOpt", given.all(SECURITY_OPT).stream().map(IsolationOptions::securityOption).toList());
        body.host("Sysctls", Body.pairs(given.all(SYSCTL)));
    }

    /** {@code /dev/host[:/dev/container][:rwm]}. */
    private static Map<String, Object> device(String text) {
        String[] parts = text.split(":", -1);
        boolean lastIsRights = parts.length > 1 && parts[parts.length - 1].matches("[rwm]{1,3}");
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("PathOnHost", parts[0]);
        device.put("PathInContainer", parts.length > 1 && !(lastIsRights && parts.length == 2) ? parts[1] : parts[0]);
        device.put("CgroupPermissions", lastIsRights ? parts[parts.length - 1] : "rwm");
        return device;
    }

    /** A seccomp profile is a file of the caller's, so its text is sent. */
    private static String securityOption(String option) {
        String profile = option.startsWith(SECCOMP) ? option.substring(SECCOMP.length()) : "";
        if (profile.isEmpty() || profile.equals("unconfined") || profile.equals("builtin")) {
            return option;
        }
        try {
            return SECCOMP + Files.readString(Path.of(profile));
        } catch (IOException e) {
            throw new Failure(REFUSED, "gantry: opening seccomp profile (" + profile + ") failed: no such file or it can't be read");
        }
    }
}
