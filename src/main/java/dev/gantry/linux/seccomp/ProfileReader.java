package dev.gantry.linux.seccomp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gantry.linux.seccomp.Profile.Action;
import dev.gantry.linux.seccomp.Profile.Comparison;
import dev.gantry.linux.seccomp.Profile.Condition;
import dev.gantry.linux.seccomp.Profile.Rule;
import dev.gantry.model.InvalidRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads Docker's JSON form of a profile and decides its conditions for one container on this host.
 */
final class ProfileReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EPERM = 1;
    private static final int MAX_ARGUMENT = 5;

    private final Set<String> capabilities;
    private final KernelVersion kernel;
    private final Architecture host;

    ProfileReader(Set<String> capabilities, KernelVersion kernel, Architecture host) {
        this.capabilities = capabilities;
        this.kernel = kernel;
        this.host = host;
    }

    /** InvalidRequest where the text is not a profile. */
    Profile read(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException wrong) {
            throw new InvalidRequest("Decoding seccomp profile failed: " + wrong.getOriginalMessage(), wrong);
        }
        if (!root.isObject() || !root.path("defaultAction").isTextual()) {
            throw new InvalidRequest("Decoding seccomp profile failed: it has no defaultAction");
        }
        Action fallback = action(root.path("defaultAction").asText(), root.path("defaultErrnoRet").asInt(EPERM));
        List<Rule> rules = new ArrayList<>();
        for (JsonNode syscall : root.path("syscalls")) {
            if (applies(syscall)) {
                addRules(syscall, rules);
            }
        }
        return new Profile(fallback, architectures(root), List.copyOf(rules));
    }

    private Set<Architecture> architectures(JsonNode root) {
        Set<Architecture> wanted = EnumSet.of(host);
        for (JsonNode name : root.path("architectures")) {
            Architecture.of(name.asText()).ifPresent(wanted::add);
        }
        for (JsonNode entry : root.path("archMap")) {
            if (Architecture.of(entry.path("architecture").asText()).filter(host::equals).isPresent()) {
                entry.path("subArchitectures").forEach(name -> Architecture.of(name.asText()).ifPresent(wanted::add));
            }
        }
        if (host == Architecture.AARCH64) {
            wanted.retainAll(EnumSet.of(Architecture.AARCH64));
        } else {
            wanted.remove(Architecture.AARCH64);
        }
        return wanted;
    }

    private boolean applies(JsonNode syscall) {
        JsonNode includes = syscall.path("includes");
        JsonNode excludes = syscall.path("excludes");
        for (JsonNode capability : includes.path("caps")) {
            if (!capabilities.contains(capability.asText())) {
                return false;
            }
        }
        for (JsonNode capability : excludes.path("caps")) {
            if (capabilities.contains(capability.asText())) {
                return false;
            }
        }
        if (!includes.path("arches").isEmpty() && !names(includes.path("arches")).contains(host.conditionName())) {
            return false;
        }
        if (names(excludes.path("arches")).contains(host.conditionName())) {
            return false;
        }
        if (includes.hasNonNull("minKernel") && !kernel.isAtLeast(includes.path("minKernel").asText())) {
            return false;
        }
        return !excludes.hasNonNull("minKernel") || !kernel.isAtLeast(excludes.path("minKernel").asText());
    }

    private static void addRules(JsonNode syscall, List<Rule> rules) {
        List<String> names = new ArrayList<>(names(syscall.path("names")));
        if (syscall.hasNonNull("name")) {
            names.add(syscall.path("name").asText());
        }
        Action action = action(syscall.path("action").asText(), syscall.path("errnoRet").asInt(EPERM));
        List<Condition> conditions = new ArrayList<>();
        Set<Integer> arguments = new HashSet<>();
        boolean repeated = false;
        for (JsonNode argument : syscall.path("args")) {
            Condition condition = condition(argument);
            conditions.add(condition);
            repeated |= !arguments.add(condition.argument());
        }
        if (repeated) {
            // Two conditions on one argument are alternatives, since both at once are of little use: so the OCI runtimes read it.
            conditions.forEach(condition -> rules.add(new Rule(names, action, List.of(condition))));
        } else {
            rules.add(new Rule(names, action, conditions));
        }
    }

    private static Condition condition(JsonNode argument) {
        int index = argument.path("index").asInt(-1);
        if (index < 0 || index > MAX_ARGUMENT) {
            throw new InvalidRequest("Decoding seccomp profile failed: no system call has an argument " + argument.path("index"));
        }
        Comparison comparison = switch (argument.path("op").asText()) {
            case "SCMP_CMP_NE" -> Comparison.NOT_EQUAL;
            case "SCMP_CMP_LT" -> Comparison.LESS;
            case "SCMP_CMP_LE" -> Comparison.LESS_EQUAL;
            case "SCMP_CMP_EQ" -> Comparison.EQUAL;
            case "SCMP_CMP_GE" -> Comparison.GREATER_EQUAL;
            case "SCMP_CMP_GT" -> Comparison.GREATER;
            case "SCMP_CMP_MASKED_EQ" -> Comparison.MASKED_EQUAL;
            default -> throw new InvalidRequest("Decoding seccomp profile failed: unknown comparison " + argument.path("op"));
        };
        return new Condition(index, comparison, unsigned(argument.path("value")), unsigned(argument.path("valueTwo")), false);
    }

    private static long unsigned(JsonNode number) {
        return number.isNumber() ? number.bigIntegerValue().longValue() : 0;
    }

    private static Action action(String name, int errno) {
        return switch (name) {
            case "SCMP_ACT_ALLOW" -> Action.ALLOW;
            case "SCMP_ACT_ERRNO" -> Action.errno(errno);
            case "SCMP_ACT_KILL", "SCMP_ACT_KILL_THREAD" -> Action.KILL_THREAD;
            case "SCMP_ACT_KILL_PROCESS" -> Action.KILL_PROCESS;
            case "SCMP_ACT_TRAP" -> Action.TRAP;
            case "SCMP_ACT_TRACE" -> Action.trace(errno);
            case "SCMP_ACT_LOG" -> Action.LOG;
            default -> throw new InvalidRequest("Decoding seccomp profile failed: the action \"" + name + "\" is not supported");
        };
    }

    private static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(name -> names.add(name.asText()));
        return names;
    }
}
