package dev.gantry.linux.seccomp;

import dev.gantry.linux.seccomp.Profile.Action;
import dev.gantry.linux.seccomp.Profile.Rule;
import dev.gantry.linux.spec.SeccompFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Compiles a profile to classic BPF. The numbers of an architecture are cut into ranges with one answer, and a binary search leads to the
 * range: about eight comparisons for any call. Ends are shared ({@link Program}), since the kernel compiles all of it at each start. It
 * moreover remembers the calls whose answer looks at no argument.
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
        return new SeccompFilter(new FilterCompiler(table, profile).program().bytes());
    }

    /** What happens to one number: the code of a leaf, which ends in a return. Equal code of neighbours is one range. */
    private record Range(int from, List<Instruction> leaf) {
    }

    private Program program() {
        Program program = new Program();
        // Another calling convention has other numbers: nothing about it is known.
        int place = program.end(List.of(Instruction.answer(Action.KILL_PROCESS)));
        for (Architecture architecture : List.copyOf(profile.architectures()).reversed()) {
            if (architecture != Architecture.X32) {
                place = program.compare(Instruction.JUMP_EQUAL, architecture.audit(), part(program, architecture), place);
            }
        }
        program.load(ARCHITECTURE, place);
        return program;
    }

    private int part(Program program, Architecture architecture) {
        int place = search(program, ranges(architecture));
        if (architecture == Architecture.X86_64) {
            int x32 = profile.architectures().contains(Architecture.X32) ? search(program, ranges(Architecture.X32))
                    : program.end(List.of(Instruction.answer(Action.KILL_PROCESS)));
            place = program.compare(Instruction.JUMP_GREATER_EQUAL, X32_BIT, x32, place);
        }
        return program.load(NUMBER, place);
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

    /** The accumulator holds the call's number. */
    private static int search(Program program, List<Range> ranges) {
        if (ranges.size() == 1) {
            return program.end(ranges.getFirst().leaf());
        }
        int middle = ranges.size() / 2;
        int above = search(program, ranges.subList(middle, ranges.size()));
        int below = search(program, ranges.subList(0, middle));
        return program.compare(Instruction.JUMP_GREATER_EQUAL, ranges.get(middle).from(), above, below);
    }
}
