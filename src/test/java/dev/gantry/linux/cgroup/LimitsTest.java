package dev.gantry.linux.cgroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.linux.spec.CgroupEntry.Write;
import dev.gantry.model.InvalidRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Resources LIMITED = Resources.builder().memory(64 << 20, 0, 32 << 20).nanoCpus(1_500_000_000L).cpuShares(512)
            .cpuset("0", "").pidsLimit(50).build();

    @Test
    void limitsBecomeVersionOneValues() {
        assertEquals("memory.limit_in_bytes=67108864 memory.memsw.limit_in_bytes=134217728 memory.soft_limit_in_bytes=33554432",
                text(V1Values.of(v1("memory"), LIMITED)));
        assertEquals("cpu.shares=512 cpu.cfs_period_us=100000 cpu.cfs_quota_us=150000", text(V1Values.of(v1("cpu", "cpuacct"), LIMITED)));
        assertEquals("cpuset.cpus=0", text(V1Values.of(v1("cpuset"), LIMITED)));
        assertEquals("pids.max=50", text(V1Values.of(v1("pids"), LIMITED)));
        assertEquals("", text(V1Values.of(v1("freezer"), LIMITED)));
    }

    @Test
    void limitsBecomeVersionTwoValues() {
        assertEquals("memory.max=67108864 memory.swap.max=67108864 memory.low=33554432 cpu.weight=59 cpu.max=150000 100000 cpuset.cpus=0 pids.max=50",
                text(V2Values.of(LIMITED)));
        assertEquals(1, V2Values.weightOfShares(2));
        assertEquals(100, V2Values.weightOfShares(1024));
        assertEquals(10_000, V2Values.weightOfShares(262_144));
    }

    @Test
    void limitsOfADiskNameItByNumber() {
        Resources disk = Resources.builder().blkioWeight(500).pidsLimit(-1).blockLimits(List.of(new BlockLimit(BlockLimit.Kind.READ_BPS, 254, 0, 1_048_576),
                new BlockLimit(BlockLimit.Kind.WRITE_IOPS, 254, 0, 200), new BlockLimit(BlockLimit.Kind.WEIGHT, 254, 0, 300))).build();
        assertEquals("blkio.weight=500 blkio.bfq.weight=500 blkio.throttle.read_bps_device=254:0 1048576 blkio.throttle.write_iops_device=254:0 200 "
                + "blkio.weight_device=254:0 300 blkio.bfq.weight_device=254:0 300", text(V1Values.of(v1("blkio"), disk)));
        assertEquals("pids.max=max io.bfq.weight=500 io.weight=default 4950 io.max=254:0 rbps=1048576 io.max=254:0 wiops=200 "
                + "io.bfq.weight=254:0 300 io.weight=254:0 2930", text(V2Values.of(disk)));
    }

    @Test
    void nothingIsWrittenWithoutALimitExceptTheDevices() {
        Resources none = Resources.builder().build();
        assertEquals(List.of(), V2Values.of(none));
        assertEquals("devices.deny=a", text(V1Values.of(v1("devices"), none).subList(0, 1)));
        assertTrue(text(V1Values.of(v1("devices"), none)).contains("devices.allow=c 1:3 rwm"));
    }

    @Test
    void theHostsMountsAreRead() {
        CgroupMounts mounts = CgroupMounts.parse("""
                31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
                32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw shared:1 - cgroup cgroup rw,cpu,cpuacct
                40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,xattr,name=systemd
                41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw""");
        assertEquals(List.of(new CgroupMounts.V1(Path.of("/sys/fs/cgroup/cpu,cpuacct"), Set.of("cpu", "cpuacct")),
                new CgroupMounts.V1(Path.of("/sys/fs/cgroup/systemd"), Set.of())), mounts.controllers());
        assertEquals(Path.of("/sys/fs/cgroup/unified"), mounts.unified().orElseThrow());
    }

    @Test
    void aParentCannotLeadOutOfItsPlace() {
        for (String parent : List.of("..", "/a/../..", "/")) {
            assertThrows(InvalidRequest.class, () -> CgroupHierarchy.detect(parent), parent);
        }
    }

    private static CgroupMounts.V1 v1(String... controllers) {
        return new CgroupMounts.V1(Path.of("/nowhere"), Set.of(controllers));
    }

    private static String text(List<Write> writes) {
        return writes.stream().map(write -> write.file() + "=" + write.value()).collect(Collectors.joining(" "));
    }
}
