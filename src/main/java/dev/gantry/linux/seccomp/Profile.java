package dev.gantry.linux.seccomp;

import java.util.List;
import java.util.Set;

/**
 * A profile for one container: conditions on capabilities, architecture and kernel are decided.
 *
 * @param fallback      what happens to a call that no rule names
 * @param architectures the native one and those besides it
 */
record Profile(Action fallback, Set<Architecture> architectures, List<Rule> rules) {
    /** What a filter answers, as the kernel's return value, seccomp(2). */
    record Action(int value) {
        static final Action ALLOW = new Action(0x7fff_0000);
        static final Action KILL_THREAD = new Action(0);
        static final Action KILL_PROCESS = new Action(0x8000_0000);
        static final Action TRAP = new Action(0x0003_0000);
        static final Action LOG = new Action(0x7ffc_0000);
        private static final int ERRNO = 0x0005_0000;
        private static final int TRACE = 0x7ff0_0000;
        private static final int KIND = 0xffff_0000;
        private static final int DATA = 0x0000_ffff;

        static Action errno(int number) {
            return new Action(ERRNO | number & DATA);
        }

        static Action trace(int message) {
            return new Action(TRACE | message & DATA);
        }

        boolean isErrno() {
            return (value & KIND) == ERRNO;
        }
    }

    /** Calls by name with one answer; all conditions must hold, none means always. */
    record Rule(List<String> names, Action action, List<Condition> conditions) {
        Rule {
            names = List.copyOf(names);
            conditions = List.copyOf(conditions);
        }

        /** The rule as it is for one of its calls, whose arguments may have 32 bits only. */
        Rule of(Architecture architecture, String call) {
            return new Rule(List.of(call), action, conditions.stream()
                    .map(condition -> condition.narrow(ArgumentWidth.narrow(architecture, call, condition.argument()))).toList());
        }
    }

    /**
     * A comparison of an argument, unsigned 64 bits, or of its lower half where {@code narrow}. For MASKED_EQUAL {@code value} is the mask and
     * {@code second} what is left.
     */
    record Condition(int argument, Comparison comparison, long value, long second, boolean narrow) {
        Condition narrow(boolean is) {
            return new Condition(argument, comparison, value, second, is);
        }
    }

    /** The comparisons of a profile. */
    enum Comparison {
        NOT_EQUAL, LESS, LESS_EQUAL, EQUAL, GREATER_EQUAL, GREATER, MASKED_EQUAL
    }
}
