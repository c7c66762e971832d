package dev.gantry.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.container.config.ContainerConfig;
import dev.gantry.container.config.LogConfig;
import dev.gantry.container.config.ProcessConfig;
import dev.gantry.container.config.StorageConfig;
import dev.gantry.image.ImageConfig;
import dev.gantry.linux.spec.LogTarget;
import dev.gantry.model.InvalidRequest;
import dev.gantry.model.NotDone;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConfigTest {

    private static final ImageConfig IMAGE = new ImageConfig("worker", List.of("A=image", "B=image"), List.of("/entry"), List.of("default"), "/srv", Map.of("l", "image"),
            new TreeSet<>(List.of("80/tcp")), new TreeSet<>(), Optional.of("SIGINT"), List.of(), List.of(), false, Optional.empty());

    @Test
    void theImageFillsWhatTheUserLeavesOpen() {
        var merged = ConfigMerge.merge(ContainerConfig.builder("i").env(List.of("A=mine")).build(), IMAGE);
        assertEquals(List.of("/entry", "default"), ConfigMerge.command(merged.process()));
        assertEquals(List.of("A=mine", "B=image"), merged.process().env());
        assertEquals("/srv", merged.process().workingDir());
        assertEquals("worker", merged.process().user());
        assertEquals(Optional.of("SIGINT"), merged.stop().signal());
        assertEquals(Map.of("l", "image"), merged.labels());
    }

    @Test
    void aCommandKeepsTheEntrypointAndAnEntrypointDropsTheCommand() {
        assertEquals(List.of("/entry", "x"), ConfigMerge.command(ConfigMerge.merge(ContainerConfig.of("i", "x"), IMAGE).process()));
        assertEquals(List.of("/mine"), ConfigMerge.command(ConfigMerge.merge(entrypoint("/mine"), IMAGE).process()));
        var none = ConfigMerge.merge(entrypoint("").toBuilder().build(), IMAGE).process();
        assertEquals("no command specified", assertThrows(InvalidRequest.class, () -> ConfigMerge.command(none)).getMessage());
    }

    @Test
    void bindsAreReadAsDockerWritesThem() {
        var mount = VolumeSpecs.of(binds("/host:/inside:ro,rslave")).getFirst();
        assertEquals("/host", mount.source());
        assertEquals("/inside", mount.target());
        assertTrue(mount.readOnly());
        assertEquals(Optional.of("rslave"), mount.propagation());
        assertThrows(InvalidRequest.class, () -> VolumeSpecs.of(binds("/tmp:rel")));
        assertThrows(InvalidRequest.class, () -> VolumeSpecs.of(binds("/tmp:/x:bogus")));
        assertThrows(NotDone.class, () -> VolumeSpecs.of(binds("name:/x")));
        assertThrows(InvalidRequest.class, () -> VolumeSpecs.of(binds("/a:/x", "/b:/x")));
    }

    @Test
    void logOptionsBecomeSegments() {
        var directory = Path.of("/l");
        assertEquals(new LogTarget.Blocking(directory, 10L << 20, 3), LogPolicy.target(new LogConfig("json-file", Map.of("max-size", "10m", "max-file", "3")), directory));
        assertTrue(LogPolicy.target(new LogConfig("none", Map.of()), directory) instanceof LogTarget.None);
        assertThrows(InvalidRequest.class, () -> LogPolicy.target(new LogConfig("local", Map.of("max-size", "lots")), directory));
        assertThrows(InvalidRequest.class, () -> LogPolicy.target(new LogConfig("local", Map.of("mode", "sometimes")), directory));
    }

    @Test
    void aNumberIsNeverAUsersNameAndANameNeverANumber() {
        for (var wrong : List.of("4294967296", "99999999999", "1:", ":1")) {
            assertThrows(InvalidRequest.class, () -> Users.of(wrong, List.of()), wrong);
        }
        for (var name : List.of("0x0", "-1", "+0", "root")) {
            assertTrue(Users.of(name, List.of()).user() instanceof dev.gantry.linux.spec.Identity.Name, name);
        }
    }

    @Test
    void onlyTheContainersOwnKernelSettingsAreGranted() {
        assertThrows(InvalidRequest.class, () -> Sysctls.of(Map.of("kernel.foo", "1"), true, true));
        assertThrows(InvalidRequest.class, () -> Sysctls.of(Map.of("net.ipv4.ip_forward", "1"), true, false));
        assertThrows(InvalidRequest.class, () -> Sysctls.of(Map.of("net/../kernel.core_pattern", "1"), true, true));
        assertEquals("1", Sysctls.of(Map.of("net.ipv4.ip_forward", "1"), true, true).get("net.ipv4.ip_forward"));
    }

    @Test
    void inANetworkOfItsOwnAnyUserMayPingAndListenOnAnyPort() {
        var usual = Map.of("net.ipv4.ip_unprivileged_port_start", "0", "net.ipv4.ping_group_range", "0 2147483647");
        assertEquals(usual, Sysctls.of(Map.of(), true, true));
        assertEquals(Map.of(), Sysctls.of(Map.of(), true, false));
        assertEquals("1024", Sysctls.of(Map.of("net.ipv4.ip_unprivileged_port_start", "1024"), true, true).get("net.ipv4.ip_unprivileged_port_start"));
    }

    @Test
    void inventedNamesAreFreeAndFollowTheRule() {
        var name = Names.invent(taken -> !taken.matches(".*\\d"));
        assertEquals(name, Names.check(name));
        assertThrows(InvalidRequest.class, () -> Names.check("a"));
    }

    private static ContainerConfig entrypoint(String word) {
        return ContainerConfig.builder("i").process(new ProcessConfig(Optional.of(List.of(word)), List.of(), List.of(), "", "", List.of(), Optional.empty(), List.of(), 0)).build();
    }

    private static ContainerConfig binds(String... binds) {
        return ContainerConfig.builder("i").storage(new StorageConfig(List.of(binds), List.of(), Map.of(), List.of(), List.of(), 0, List.of(), "", Map.of())).build();
    }
}
