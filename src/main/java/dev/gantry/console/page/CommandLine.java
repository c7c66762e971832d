package dev.gantry.console.page;

import dev.gantry.model.InvalidRequest;
import java.util.ArrayList;
import java.util.List;

/** Splits a typed command into words as a POSIX shell does (XCU 2.2, quoting), without its expansions. */
final class CommandLine {

    private static final String ESCAPED_IN_DOUBLE_QUOTES = "\"\\$`";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private CommandLine(String text) {
        this.text = text;
    }

    /** The words; InvalidRequest where a quote has no end. */
    static List<String> split(String text) {
        CommandLine line = new CommandLine(text);
        line.read();
        return line.words;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (Character.isWhitespace(c)) {
                endWord();
            } else {
                inWord = true;
                switch (c) {
                    case '\'' -> singleQuoted();
                    case '"' -> doubleQuoted();
                    case '\\' -> word.append(at < text.length() ? text.charAt(at++) : c);
                    default -> word.append(c);
                }
            }
        }
        endWord();
    }

    private void singleQuoted() {
        int end = text.indexOf('\'', at);
        if (end < 0) {
            throw new InvalidRequest("the command \"" + text + "\" has a single quote without an end");
        }
        word.append(text, at, end);
        at = end + 1;
    }

    private void doubleQuoted() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return;
            }
            if (c == '\\' && at < text.length() && ESCAPED_IN_DOUBLE_QUOTES.indexOf(text.charAt(at)) >= 0) {
                c = text.charAt(at++);
            }
            word.append(c);
        }
        throw new InvalidRequest("the command \"" + text + "\" has a double quote without an end");
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
