package dev.gantry.linux.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gantry.linux.BpfProgram;
import dev.gantry.linux.Fd;
import dev.gantry.linux.OpenFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceProgramTest {
    @Test
    void theKernelEnforcesTheDefaultRules() throws Exception {
        assertEquals("null ok, kmsg refused, zero ok", devicesUnder(DeviceRule.DEFAULTS));
    }

    @Test
    void aLaterRuleDecides() throws Exception {
        List<DeviceRule> rules = new ArrayList<>(DeviceRule.DEFAULTS);
        rules.add(new DeviceRule(true, 'c', 1, 11, "r"));
        rules.add(new DeviceRule(false, 'c', 1, 5, "r"));
        assertEquals("null ok, kmsg ok, zero refused", devicesUnder(rules));
        assertEquals("null ok, kmsg ok, zero ok", devicesUnder(List.of(DeviceRule.EVERYTHING)));
    }

    /** Attaches the program to a cgroup of the v2 hierarchy, which works on a hybrid host too, and tries devices from within. */
    private static String devicesUnder(List<DeviceRule> rules) throws Exception {
        Optional<Path> unified = CgroupMounts.read().unified();
        assumeTrue(unified.isPresent() && "root".equals(System.getProperty("user.name")), "needs root and a cgroup2 mount");
        Path cgroup = Files.createDirectory(unified.get().resolve("gantry-devices-" + ProcessHandle.current().pid()));
        try (Fd fd = OpenFile.open(cgroup, OpenFile.READ | OpenFile.DIRECTORY)) {
            BpfProgram.attachDeviceProgram(fd, DeviceProgram.compile(rules));
            Process shell = new ProcessBuilder("/bin/busybox", "sh", "-c", "echo $$ >" + cgroup + "/cgroup.procs; "
                    + "t() { (exec <$1) 2>/dev/null && echo -n ok || echo -n refused; }; "
                    + "echo -n 'null '; t /dev/null; echo -n ', kmsg '; t /dev/kmsg; echo -n ', zero '; t /dev/zero").start();
            String said = new String(shell.getInputStream().readAllBytes());
            shell.waitFor();
            return said;
        } finally {
            CgroupDirectories.remove(cgroup);
        }
    }
}
