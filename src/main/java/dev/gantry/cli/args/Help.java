package dev.gantry.cli.args;

import java.util.Comparator;
import java.util.List;

/** The text that {@code --help} prints. */
public final class Help {

    private static final int WIDTH = 110;

    private Help() {}

    /** Usage, what the command does, and its options in the order of their names. */
    public static String of(Form form) {
        StringBuilder text = new StringBuilder("Usage:  " + form.usage() + "\n\n" + form.summary() + "\n");
        List<Option> options = form.options().stream().filter(option -> !option.help().isEmpty()).sorted(Comparator.comparing(Option::name)).toList();
        if (options.isEmpty()) {
            return text.toString();
        }
        text.append("\nOptions:\n");
        int column = options.stream().mapToInt(option -> heading(option).length()).max().orElseThrow() + 3;
        for (Option option : options) {
            String heading = heading(option);
            text.append(heading).append(" ".repeat(column - heading.length())).append(folded(option.help() + otherwise(option), column)).append('\n');
        }
        return text.toString();
    }

    private static String heading(Option option) {
        String letter = option.letter() == 0 ? "      " : "  -" + option.letter() + ", ";
        return letter + "--" + option.name() + (option.kind().isEmpty() ? "" : " " + option.kind());
    }

    private static String otherwise(Option option) {
        return switch (option) {
            case Option.Switch set when set.otherwise() -> " (default true)";
            case Option.Text text when !text.otherwise().isEmpty() ->
                " (default " + (text.kind().equals("string") ? "\"" + text.otherwise() + "\"" : text.otherwise()) + ")";
            default -> "";
        };
    }

    private static String folded(String text, int column) {
        StringBuilder folded = new StringBuilder();
        int at = column;
        for (String word : text.split(" ")) {
            if (at > column && at + word.length() + 1 > WIDTH) {
                folded.append('\n').append(" ".repeat(column));
                at = column;
            }
            if (at > column) {
                folded.append(' ');
                at++;
            }
            folded.append(word);
            at += word.length();
        }
        return folded.toString();
    }
}
