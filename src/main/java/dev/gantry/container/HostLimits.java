package dev.gantry.container;

import dev.gantry.linux.cgroup.CgroupAbilities;

/** Which limits this host can set, as Docker's info lists them; {@code cgroupVersion} is 1 or 2. */
public record HostLimits(int cgroupVersion, boolean memory, boolean swap, boolean oomKillDisable, boolean cpu, boolean cpuset, boolean pids) {

    static HostLimits of(CgroupAbilities able) {
        return new HostLimits(able.version(), able.memory(), able.swap(), able.oomKillDisable(), able.cpu(), able.cpuset(), able.pids());
    }
}
