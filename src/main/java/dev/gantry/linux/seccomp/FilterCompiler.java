package dev.gantry.linux.seccomp;

import dev.gantry.linux.seccomp.Profile.Action;
import dev.gantry.linux.seccomp.Profile.Rule;
import dev.gantry.linux.spec.Fields;
import dev.gantry.linux.spec.SeccompFilter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Compiles a profile to classic BPF. The numbers of an architecture are cut into ranges with one answer, and a binary search leads to the
 * range: about eight comparisons for any call. The kernel moreover remembers the calls whose answer looks at no argument.
 */
final class FilterCompiler {
    /** Offsets in {@code struct seccomp_data}, seccomp(2). */
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int X32_BIT = Architecture.X32.numberBit();
    private static final int ENOSYS = 38;

    private final SyscallTable table;
    private final Profile profile;

    private FilterCompiler(SyscallTable table, Profile profile) {
        this.table = table;
        this.profile = profile;
    }

    static SeccompFilter compile(SyscallTable table, Profile profile) {
        List<Instruction> code = new FilterCompiler(table, profile).program();
        ByteBuffer bytes = Fields.buffer(code.size() * Instruction.SIZE);
        for (Instruction instruction : code) {
            bytes.putShort((short) instruction.code()).put((byte) instruction.ifTrue()).put((byte) instruction.ifFalse())
                    .putInt(instruction.operand());
        }
        return new SeccompFilter(bytes.array());
    }

    /** What happens to one number: the code of a leaf, which ends in a return. Equal code of neighbours is one range. */
    private record Range(int from, List<Instruction> leaf) {
    }

    private List<Instruction> program() {
        List<Instruction> code = new ArrayList<>();
        code.add(Instruction.load(ARCHITECTURE));
        for (Architecture architecture : profile.architectures()) {
            if (architecture == Architecture.X32) {
                continue;
            }
            List<Instruction> part = part(architecture);
            code.add(new Instruction(Instruction.JUMP_EQUAL, 1, 0, architecture.audit()));
            code.add(Instruction.jump(part.size()));
            code.addAll(part);
        }
        // Another calling convention has other numbers: nothing about it is known.
        code.add(Instruction.answer(Action.KILL_PROCESS));
        return code;
    }

    private List<Instruction> part(Architecture architecture) {
        List<Instruction> code = new ArrayList<>();
        code.add(Instruction.load(NUMBER));
        if (architecture == Architecture.X86_64) {
            List<Instruction> x32 = profile.architectures().contains(Architecture.X32)
                    ? search(ranges(Architecture.X32))
                    : List.of(Instruction.answer(Action.KILL_PROCESS));
            code.add(new Instruction(Instruction.JUMP_GREATER_EQUAL, 0, 1, X32_BIT));
            code.add(Instruction.jump(1));
            code.add(Instruction.jump(x32.size()));
            code.addAll(x32);
        }
        code.addAll(search(ranges(architecture)));
        return code;
    }

    private List<Range> ranges(Architecture architecture) {
        TreeMap<Integer, List<Instruction>> leaves = new TreeMap<>(Integer::compareUnsigned);
        rulesByNumber(architecture).forEach((number, rules) -> leaves.put(number, leaf(rules)));
        List<Instruction> fallback = List.of(Instruction.answer(profile.fallback()));
        List<Range> ranges = new ArrayList<>();
        ranges.add(new Range(0, fallback));
        int last = architecture.numberBit();
        for (Map.Entry<Integer, List<Instruction>> entry : leaves.entrySet()) {
            int number = entry.getKey();
            append(ranges, number, entry.getValue());
            append(ranges, number + 1, fallback);
            last = number;
        }
        // A call newer than the profile: "not there" lets the C library fall back to an older one, which "not permitted" does not.
        append(ranges, last + 1, profile.fallback().isErrno() ? List.of(Instruction.answer(Action.errno(ENOSYS))) : fallback);
        return ranges;
    }

    private static void append(List<Range> ranges, int from, List<Instruction> leaf) {
        if (ranges.getLast().from() == from) {
            ranges.removeLast();
        }
        if (ranges.isEmpty() || !ranges.getLast().leaf().equals(leaf)) {
            ranges.add(new Range(from, leaf));
        }
    }

    private Map<Integer, List<Rule>> rulesByNumber(Architecture architecture) {
        Map<Integer, List<Rule>> rules = new TreeMap<>();
        for (Rule rule : profile.rules()) {
            for (String name : rule.names()) {
                OptionalInt number = table.number(architecture, name);
                if (number.isPresent()) {
                    rules.computeIfAbsent(number.getAsInt(), ignored -> new ArrayList<>()).add(rule.of(architecture, name));
                }
            }
        }
        return rules;
    }

    /** Rules with conditions are asked first, in their order; then the one without, else the profile's fallback. */
    private List<Instruction> leaf(List<Rule> rules) {
        Action rest = rules.stream().filter(rule -> rule.conditions().isEmpty()).map(Rule::action).findFirst().orElse(profile.fallback());
        List<Instruction> code = new ArrayList<>();
        for (Rule rule : rules) {
            if (!rule.conditions().isEmpty() && !rule.action().equals(rest)) {
                code.addAll(ArgumentTest.compile(rule.conditions(), rule.action()));
            }
        }
        code.add(Instruction.answer(rest));
        return code;
    }

    /** The accumulator holds the call's number. A conditional jump reaches 255 instructions, a plain one any distance. */
    private static List<Instruction> search(List<Range> ranges) {
        if (ranges.size() == 1) {
            return ranges.getFirst().leaf();
        }
        int middle = ranges.size() / 2;
        List<Instruction> below = search(ranges.subList(0, middle));
        List<Instruction> above = search(ranges.subList(middle, ranges.size()));
        List<Instruction> code = new ArrayList<>();
        int boundary = ranges.get(middle).from();
        if (below.size() <= Instruction.FARTHEST) {
            code.add(new Instruction(Instruction.JUMP_GREATER_EQUAL, below.size(), 0, boundary));
        } else {
            code.add(new Instruction(Instruction.JUMP_GREATER_EQUAL, 0, 1, boundary));
            code.add(Instruction.jump(below.size()));
        }
        code.addAll(below);
        code.addAll(above);
        return code;
    }
}
