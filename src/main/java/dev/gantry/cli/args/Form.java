package dev.gantry.cli.args;

import java.util.List;

/**
 * How a command is written.
 *
 * @param name the word it is called by, such as {@code ps}, or two words, such as {@code image inspect}
 * @param synopsis what follows the name in its usage line
 * @param summary what it does, in one line
 * @param count the number of words behind its options
 * @param optionsFirst whether everything behind the first word belongs to the container, as in {@code run IMAGE ls -l}
 * @param options the options it takes
 */
public record Form(String name, String synopsis, String summary, Option.Count count, boolean optionsFirst, List<Option> options) {

    /** A command whose options may stand anywhere. */
    public static Form of(String name, String synopsis, String summary, Option.Count count, Option... options) {
        return new Form(name, synopsis, summary, count, false, List.of(options));
    }

    /** A command whose options end at the first word. */
    public static Form optionsFirst(String name, String synopsis, String summary, Option.Count count, Option... options) {
        return new Form(name, synopsis, summary, count, true, List.of(options));
    }

    /** The same command by another name. */
    public Form called(String other) {
        return new Form(other, synopsis, summary, count, optionsFirst, options);
    }

    /** The line that says how it is written. */
    public String usage() {
        return ("gantry " + name + " " + synopsis).strip();
    }

    Option byName(String wanted) {
        return options.stream().filter(option -> option.name().equals(wanted)).findFirst().orElse(null);
    }

    Option byLetter(char wanted) {
        return options.stream().filter(option -> option.letter() == wanted).findFirst().orElse(null);
    }
}
