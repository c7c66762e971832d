package dev.gantry.cli.args;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a command line by the rules that Docker's follows: {@code --name value}, {@code --name=value}, {@code -n value}, {@code -nvalue}, {@code -itn value},
 * a switch's value only behind an equals sign, and {@code --} as the end of options.
 */
public final class Parser {

    private final Form form;
    private final Map<Option, List<String>> values = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();

    private Parser(Form form) {
        this.form = form;
    }

    /**
     * Reads what stands behind the command's name.
     *
     * @throws UsageError if it can't be understood
     */
    public static Given parse(Form form, List<String> arguments) {
        Parser parser = new Parser(form);
        parser.read(arguments.iterator());
        Given given = new Given(Map.copyOf(parser.values), List.copyOf(parser.words), parser.help);
        if (!given.help() && !form.count().allows(given.words().size())) {
            throw UsageError.count("'gantry " + form.name() + "' " + form.count().rule());
        }
        return given;
    }

    private boolean help;

    private void read(Iterator<String> left) {
        while (left.hasNext()) {
            String word = left.next();
            if (word.equals("--")) {
                left.forEachRemaining(words::add);
            } else if (word.startsWith("--")) {
                readName(word.substring(2), left);
            } else if (word.startsWith("-") && word.length() > 1) {
                readLetters(word.substring(1), left);
            } else {
                words.add(word);
                if (form.optionsFirst()) {
                    left.forEachRemaining(words::add);
                }
            }
        }
    }

    private void readName(String text, Iterator<String> left) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Option option = form.byName(name);
        if (option == null && name.equals("help")) {
            help = true;
            return;
        }
        if (option == null) {
            throw UsageError.option("unknown flag: --" + name);
        }
        if (equals >= 0) {
            put(option, text.substring(equals + 1));
        } else if (option instanceof Option.Switch) {
            put(option, "true");
        } else if (left.hasNext()) {
            put(option, left.next());
        } else {
            throw UsageError.option("flag needs an argument: --" + name);
        }
    }

    private void readLetters(String letters, Iterator<String> left) {
        for (int at = 0; at < letters.length(); at++) {
            char letter = letters.charAt(at);
            Option option = form.byLetter(letter);
            String rest = letters.substring(at + 1);
            if (option == null && letter == 'h' && form.byName("help") == null) {
                help = true;
                return;
            }
            if (option == null) {
                throw UsageError.option("unknown shorthand flag: '" + letter + "' in -" + letters.substring(at));
            }
            if (rest.startsWith("=")) {
                put(option, rest.substring(1));
                return;
            }
            if (option instanceof Option.Switch) {
                put(option, "true");
            } else if (!rest.isEmpty()) {
                put(option, rest);
                return;
            } else if (left.hasNext()) {
                put(option, left.next());
                return;
            } else {
                throw UsageError.option("flag needs an argument: '" + letter + "' in -" + letters.substring(at));
            }
        }
    }

    private void put(Option option, String value) {
        if (option instanceof Option.Switch && !Given.isBoolean(value)) {
            throw UsageError.value(option, value, "strconv.ParseBool: parsing \"" + value + "\": invalid syntax");
        }
        values.computeIfAbsent(option, ignored -> new ArrayList<>()).add(value);
    }
}
