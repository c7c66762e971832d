package dev.gantry.cli.args;

import java.util.OptionalInt;

/** An option that a command takes; what was given for it is asked of {@link Given}. */
public sealed interface Option {

    /** The letter behind a single hyphen; 0 where the option has a name only. */
    char letter();

    /** The word behind two hyphens. */
    String name();

    /** What it does, in one line. */
    String help();

    /** What kind of value it takes, in one word; empty for one that takes none. */
    String kind();

    /** How error messages call the option: {@code -m, --memory}. */
    default String label() {
        return letter() == 0 ? "--" + name() : "-" + letter() + ", --" + name();
    }

    /** An option that is on or off: {@code --rm}, {@code --rm=false}. */
    record Switch(char letter, String name, String help, boolean otherwise) implements Option {
        @Override
        public String kind() {
            return "";
        }
    }

    /** An option with one value, the last that is given. */
    record Text(char letter, String name, String kind, String help, String otherwise) implements Option {}

    /** An option that can be given many times. */
    record Many(char letter, String name, String kind, String help) implements Option {}

    /** An option that is off unless given. */
    static Switch flag(char letter, String name, String help) {
        return new Switch(letter, name, help, false);
    }

    /** An option that is off unless given, without a letter. */
    static Switch flag(String name, String help) {
        return flag((char) 0, name, help);
    }

    /** An option with one value, empty unless given. */
    static Text text(char letter, String name, String kind, String help) {
        return new Text(letter, name, kind, help, "");
    }

    /** An option with one value, empty unless given, without a letter. */
    static Text text(String name, String kind, String help) {
        return text((char) 0, name, kind, help);
    }

    /** An option that can be given many times. */
    static Many many(char letter, String name, String kind, String help) {
        return new Many(letter, name, kind, help);
    }

    /** An option that can be given many times, without a letter. */
    static Many many(String name, String kind, String help) {
        return many((char) 0, name, kind, help);
    }

    /** The numbers of words that a command takes behind its options. */
    record Count(int least, OptionalInt most) {

        /** No words. */
        public static final Count NONE = exactly(0);

        /** Exactly so many. */
        public static Count exactly(int number) {
            return new Count(number, OptionalInt.of(number));
        }

        /** So many or more. */
        public static Count atLeast(int number) {
            return new Count(number, OptionalInt.empty());
        }

        /** From so many up to so many. */
        public static Count between(int least, int most) {
            return new Count(least, OptionalInt.of(most));
        }

        /** None up to so many. */
        public static Count atMost(int number) {
            return new Count(0, OptionalInt.of(number));
        }

        /** Whether so many words are right. */
        public boolean allows(int words) {
            return words >= least && words <= most.orElse(Integer.MAX_VALUE);
        }

        /** The rule in words, behind "'gantry rm'". */
        public String rule() {
            if (most.isEmpty()) {
                return "requires at least " + least + (least == 1 ? " argument" : " arguments");
            }
            if (most.getAsInt() == 0) {
                return "accepts no arguments";
            }
            int number = most.getAsInt();
            if (least > 0 && least < number) {
                return "requires at least " + least + " and at most " + number + " arguments";
            }
            return (least == number ? "requires " : "requires at most ") + number + (number == 1 ? " argument" : " arguments");
        }
    }
}
