package dev.gantry.linux.seccomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gantry.linux.Capabilities;
import dev.gantry.linux.seccomp.Profile.Action;
import dev.gantry.linux.spec.SeccompFilter;
import dev.gantry.model.InvalidRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "os.arch", matches = "amd64")
class SeccompProfilesTest {
    private static final int EPERM = Action.errno(1).value();
    private static final int ENOSYS = Action.errno(38).value();
    private static final int ALLOW = Action.ALLOW.value();
    private static final long LOWER = 0xffff_ffffL;
    private static final long[] SAMPLES = {0, 1, 2, 8, 16, 37, 38, 39, 40, 41, 0x20000, 0x20008, 0x7e02_0000, 0x1000_0000, 0xffff_ffffL,
            0x1_0000_0000L, 0x1_0000_0008L, 0x7fff_ffff_ffff_ffffL, -1L};

    private final SeccompProfiles profiles = new SeccompProfiles();
    private final SyscallTable table = SyscallTable.load();
    private final Set<String> defaults = Capabilities.of(List.of(), List.of(), false);

    @Test
    void everyCallOfEveryArchitectureIsAnsweredAsTheProfileReads() throws IOException {
        String json = new String(getClass().getResourceAsStream("default.json").readAllBytes(), StandardCharsets.UTF_8);
        for (Set<String> capabilities : List.of(defaults, Capabilities.of(List.of(), List.of(), true), Set.<String>of())) {
            Profile profile = new ProfileReader(capabilities, KernelVersion.host(), Architecture.X86_64).read(json);
            BpfMachine machine = new BpfMachine(FilterCompiler.compile(table, profile));
            for (Architecture architecture : List.of(Architecture.X86_64, Architecture.X86, Architecture.X32)) {
                int last = table.all(architecture).entrySet().stream().filter(entry -> profile.rules().stream()
                        .anyMatch(rule -> rule.names().contains(entry.getKey()))).mapToInt(Map.Entry::getValue).max().orElseThrow();
                table.all(architecture).forEach((name, number) -> {
                    for (long sample : SAMPLES) {
                        int expected = expected(profile, architecture, name, sample, number > last);
                        assertEquals(expected, machine.run(architecture, number, sample, 0, 0, 0, 0, 0),
                                () -> architecture + " " + name + "(" + sample + ")");
                    }
                });
                assertEquals(ENOSYS, machine.run(architecture, last + 1, 0, 0, 0, 0, 0, 0));
            }
        }
    }

    private static int expected(Profile profile, Architecture architecture, String name, long first, boolean newer) {
        if (newer) {
            return ENOSYS;
        }
        for (Profile.Rule rule : profile.rules()) {
            if (rule.names().contains(name) && rule.of(architecture, name).conditions().stream().allMatch(condition -> holds(condition, first))) {
                return rule.action().value();
            }
        }
        return profile.fallback().value();
    }

    private static boolean holds(Profile.Condition condition, long first) {
        long argument = condition.argument() == 0 ? first : 0;
        if (condition.narrow()) {
            return holds(new Profile.Condition(0, condition.comparison(), condition.value() & LOWER, condition.second() & LOWER, false), argument & LOWER);
        }
        int order = Long.compareUnsigned(argument, condition.value());
        return switch (condition.comparison()) {
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_EQUAL -> order <= 0;
            case EQUAL -> order == 0;
            case GREATER_EQUAL -> order >= 0;
            case GREATER -> order > 0;
            case MASKED_EQUAL -> (argument & condition.value()) == condition.second();
        };
    }

    @Test
    void rangesAndEndsThatLieFarApartAreReached() {
        Map<String, Integer> calls = table.all(Architecture.X86_64);
        for (int answers : List.of(2, 7, 400)) {
            String rules = calls.entrySet().stream().map(call -> """
                    {"names": ["%s"], "action": "SCMP_ACT_ERRNO", "errnoRet": %d}""".formatted(call.getKey(), 1 + call.getValue() % answers)).collect(Collectors.joining(","));
            BpfMachine machine = new BpfMachine(profiles.custom("{\"defaultAction\": \"SCMP_ACT_ALLOW\", \"syscalls\": [" + rules + "]}", Set.of()));
            calls.forEach((name, number) -> assertEquals(Action.errno(1 + number % answers).value(), machine.run(Architecture.X86_64, number, 0, 0, 0, 0, 0, 0), name));
        }
    }

    @Test
    void anOrdinaryContainerMayNotMakeNamespacesKeysOrKernelObjects() {
        BpfMachine machine = new BpfMachine(profiles.defaultFilter(defaults));
        for (String name : List.of("unshare", "keyctl", "add_key", "bpf", "perf_event_open", "userfaultfd", "mount", "setns", "init_module",
                "kexec_load", "open_by_handle_at", "reboot", "swapon", "pivot_root")) {
            assertEquals(EPERM, machine.run(Architecture.X86_64, table.number(Architecture.X86_64, name).orElseThrow(), 0, 0, 0, 0, 0, 0), name);
        }
        int clone = table.number(Architecture.X86_64, "clone").orElseThrow();
        assertEquals(ALLOW, machine.run(Architecture.X86_64, clone, 0x003d_0f00, 0, 0, 0, 0, 0), "a thread");
        assertEquals(EPERM, machine.run(Architecture.X86_64, clone, 0x1000_0011, 0, 0, 0, 0, 0), "CLONE_NEWUSER");
        assertEquals(ENOSYS, machine.run(Architecture.X86_64, 435, 0, 0, 0, 0, 0, 0), "clone3");
        int socket = table.number(Architecture.X86_64, "socket").orElseThrow();
        assertEquals(EPERM, machine.run(Architecture.X86_64, socket, 38, 0, 0, 0, 0, 0), "AF_ALG");
        assertEquals(EPERM, machine.run(Architecture.X86_64, socket, 40, 0, 0, 0, 0, 0), "AF_VSOCK");
        assertEquals(ALLOW, machine.run(Architecture.X86_64, socket, 2, 0, 0, 0, 0, 0), "AF_INET");
    }

    @Test
    void theHalfOfAnArgumentThatTheKernelDropsLetsNothingPass() {
        BpfMachine machine = new BpfMachine(profiles.defaultFilter(defaults));
        long rubbish = 0x7_0000_0000L;
        for (Architecture architecture : List.of(Architecture.X86_64, Architecture.X86)) {
            int socket = table.number(architecture, "socket").orElseThrow();
            assertEquals(EPERM, machine.run(architecture, socket, rubbish | 38, 0, 0, 0, 0, 0), architecture + " AF_ALG");
            assertEquals(EPERM, machine.run(architecture, socket, rubbish | 40, 0, 0, 0, 0, 0), architecture + " AF_VSOCK");
            assertEquals(ALLOW, machine.run(architecture, socket, rubbish | 2, 0, 0, 0, 0, 0), architecture + " AF_INET");
            int personality = table.number(architecture, "personality").orElseThrow();
            assertEquals(EPERM, machine.run(architecture, personality, rubbish | 0x40000, 0, 0, 0, 0, 0), architecture + " ADDR_NO_RANDOMIZE");
            assertEquals(ALLOW, machine.run(architecture, personality, -1, 0, 0, 0, 0, 0), architecture + " personality asked");
        }
    }

    @Test
    void eachComparisonOfA32BitArgumentIsRight() {
        for (String operation : List.of("NE", "LT", "LE", "EQ", "GE", "GT", "MASKED_EQ")) {
            for (long value : SAMPLES) {
                String json = """
                        {"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["ioctl"], "action": "SCMP_ACT_ERRNO", "errnoRet": 5,
                         "args": [{"index": 1, "value": %s, "valueTwo": 8, "op": "SCMP_CMP_%s"}]}]}""".formatted(Long.toUnsignedString(value), operation);
                BpfMachine machine = new BpfMachine(profiles.custom(json, Set.of()));
                Profile.Condition condition = new ProfileReader(Set.of(), KernelVersion.host(), Architecture.X86_64).read(json)
                        .rules().getFirst().conditions().getFirst();
                for (long argument : SAMPLES) {
                    boolean holds = holds(new Profile.Condition(0, condition.comparison(), value, 8, true), argument);
                    assertEquals(holds ? Action.errno(5).value() : ALLOW, machine.run(Architecture.X86_64, 16, 0, argument, 0, 0, 0, 0),
                            () -> argument + " " + operation + " " + value);
                }
            }
        }
    }

    @Test
    void aForeignCallingConventionEndsTheProcess() {
        BpfMachine machine = new BpfMachine(profiles.defaultFilter(defaults));
        assertEquals(Action.KILL_PROCESS.value(), machine.run(Architecture.AARCH64, 56, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void theFilterIsShortAndCompiledOnce() {
        SeccompFilter filter = profiles.defaultFilter(defaults);
        assertSame(filter, profiles.defaultFilter(defaults));
        assertTrue(filter.length() < 500, () -> "instructions: " + filter.length());
    }

    @Test
    void eachComparisonOfA64BitArgumentIsRight() {
        for (String operation : List.of("NE", "LT", "LE", "EQ", "GE", "GT", "MASKED_EQ")) {
            for (long value : SAMPLES) {
                String json = """
                        {"defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{"names": ["read"], "action": "SCMP_ACT_ERRNO", "errnoRet": 5,
                         "args": [{"index": 3, "value": %s, "valueTwo": 8, "op": "SCMP_CMP_%s"}]}]}""".formatted(Long.toUnsignedString(value), operation);
                BpfMachine machine = new BpfMachine(profiles.custom(json, Set.of()));
                Profile.Condition condition = new ProfileReader(Set.of(), KernelVersion.host(), Architecture.X86_64).read(json)
                        .rules().getFirst().conditions().getFirst();
                for (long argument : SAMPLES) {
                    boolean holds = holds(new Profile.Condition(0, condition.comparison(), value, 8, false), argument);
                    assertEquals(holds ? Action.errno(5).value() : ALLOW, machine.run(Architecture.X86_64, 0, 0, 0, 0, argument, 0, 0),
                            () -> argument + " " + operation + " " + value);
                }
            }
        }
    }

    @Test
    void aProfileThatCannotBeReadIsTheUsersFault() {
        assertThrows(InvalidRequest.class, () -> profiles.custom("{", Set.of()));
        assertThrows(InvalidRequest.class, () -> profiles.custom("{}", Set.of()));
        assertThrows(InvalidRequest.class, () -> profiles.custom("{\"defaultAction\": \"SCMP_ACT_NOTIFY\"}", Set.of()));
    }
}
