package dev.gantry.cli.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of one action, read from the left. */
final class Tokens {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<string>\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`)|(?<number>-?\\d+(?:\\.\\d+)?)|(?<field>\\.[A-Za-z_][A-Za-z_0-9]*)|(?<variable>\\$[A-Za-z_0-9]*)"
                    + "|(?<word>[A-Za-z_][A-Za-z_0-9]*)|(?<sign>:=|[.|(),=]))");

    /**
     * A word.
     *
     * @param joined whether it follows the one before without a space, as {@code .B} in {@code .A.B}
     */
    record Token(Kind kind, String text, boolean joined) {}

    enum Kind {
        STRING,
        NUMBER,
        FIELD,
        VARIABLE,
        WORD,
        SIGN,
        END
    }

    private static final Token END = new Token(Kind.END, "", false);

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Tokens(String action, String where) {
        Matcher matcher = TOKEN.matcher(action);
        int at = 0;
        while (!action.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new TemplateError("template: :" + where + ": unexpected \"" + action.substring(at).strip() + "\" in command");
            }
            for (Kind kind : Kind.values()) {
                String text = kind == Kind.END ? null : matcher.group(kind.name().toLowerCase(java.util.Locale.ROOT));
                if (text != null) {
                    tokens.add(new Token(kind, text, matcher.start(kind.name().toLowerCase(java.util.Locale.ROOT)) == at));
                }
            }
            at = matcher.end();
        }
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return next + ahead < tokens.size() ? tokens.get(next + ahead) : END;
    }

    Token take() {
        Token token = peek();
        next++;
        return token;
    }

    boolean takeIf(String text) {
        boolean is = peek().text().equals(text) && (peek().kind() == Kind.SIGN || peek().kind() == Kind.WORD);
        next += is ? 1 : 0;
        return is;
    }

    boolean isAtEnd() {
        return next >= tokens.size();
    }
}
