package dev.gantry.cli.args;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a command line gave: values of options, and the words that are no options. */
public final class Given {

    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    private final Map<Option, List<String>> values;
    private final List<String> words;
    private final boolean help;

    Given(Map<Option, List<String>> values, List<String> words, boolean help) {
        this.values = values;
        this.words = words;
        this.help = help;
    }

    static boolean isBoolean(String value) {
        return TRUE.contains(value) || FALSE.contains(value);
    }

    /** The words that are no options, in their order. */
    public List<String> words() {
        return words;
    }

    /** Whether help was asked for. */
    public boolean help() {
        return help;
    }

    /** Whether the option was given at all. */
    public boolean has(Option option) {
        return values.containsKey(option);
    }

    /** Whether the option is on. */
    public boolean is(Option.Switch option) {
        return has(option) ? TRUE.contains(values.get(option).getLast()) : option.otherwise();
    }

    /** The option's value, or its default. */
    public String text(Option.Text option) {
        return has(option) ? values.get(option).getLast() : option.otherwise();
    }

    /** Every value in the order in which they were given; none is an empty list. */
    public List<String> all(Option.Many option) {
        return values.getOrDefault(option, List.of());
    }

    /** The option's value as a whole number, or {@code otherwise} where it was not given. */
    public long number(Option.Text option, long otherwise) {
        if (!has(option)) {
            return otherwise;
        }
        String value = text(option);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw UsageError.value(option, value, "strconv.ParseInt: parsing \"" + value + "\": invalid syntax");
        }
    }

    /** The option's value as a number of bytes ({@code 64m}, {@code 1.5g}, {@code -1}), 0 where it was not given. */
    public long bytes(Option.Text option) {
        if (!has(option)) {
            return 0;
        }
        String value = text(option);
        try {
            return value.equals("-1") ? -1 : Quantities.bytes(value);
        } catch (IllegalArgumentException e) {
            throw UsageError.value(option, value, e.getMessage());
        }
    }

    /** The option's value as a duration ({@code 1m30s}) in nanoseconds, 0 where it was not given. */
    public long nanoseconds(Option.Text option) {
        if (!has(option)) {
            return 0;
        }
        String value = text(option);
        try {
            return Quantities.nanoseconds(value);
        } catch (IllegalArgumentException e) {
            throw UsageError.value(option, value, e.getMessage());
        }
    }
}
