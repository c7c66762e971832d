package dev.gantry.cli.template;

import dev.gantry.cli.template.Template.Part;
import dev.gantry.cli.template.Tokens.Kind;
import dev.gantry.cli.template.Tokens.Token;
import java.util.ArrayList;
import java.util.List;

/** Reads a template's text: recursive descent, one method a rule of Go's text/template. */
final class TemplateParser {

    private final String text;
    private int at;
    private String ending = "";

    TemplateParser(String text) {
        this.text = text;
    }

    List<Part> template() {
        List<Part> parts = parts(false);
        if (!ending.isEmpty()) {
            throw error("unexpected {{" + ending + "}}");
        }
        return parts;
    }

    /** Parts up to the action that ends the block; which one that was is left in {@code ending}. */
    private List<Part> parts(boolean inBlock) {
        List<Part> parts = new ArrayList<>();
        ending = "";
        while (at < text.length()) {
            int open = text.indexOf("{{", at);
            String before = text.substring(at, open < 0 ? text.length() : open);
            if (open < 0) {
                addText(parts, before);
                at = text.length();
                break;
            }
            boolean trimLeft = text.startsWith("{{- ", open);
            addText(parts, trimLeft ? before.stripTrailing() : before);
            String action = action(open + (trimLeft ? 3 : 2)).strip();
            if (action.startsWith("/*")) {
                continue;
            }
            Tokens tokens = new Tokens(action, "1");
            String word = tokens.peek().kind() == Kind.WORD ? tokens.peek().text() : "";
            if (word.equals("end") || word.equals("else")) {
                ending = action;
                return parts;
            }
            parts.add(part(word, tokens));
        }
        if (inBlock) {
            throw error("unexpected EOF");
        }
        return parts;
    }

    private static void addText(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text));
        }
    }

    /** The action's inside; moves behind it and the white space that it trims. */
    private String action(int from) {
        int close = from;
        char quote = 0;
        for (; close < text.length(); close++) {
            char c = text.charAt(close);
            if (quote == 0 && text.startsWith("}}", close)) {
                break;
            }
            if (quote == '"' && c == '\\') {
                close++;
            } else if (quote == 0 && (c == '"' || c == '`')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        if (close >= text.length()) {
            throw error(quote == 0 ? "unclosed action" : "unterminated quoted string");
        }
        String action = text.substring(from, close);
        at = close + 2;
        if (action.endsWith(" -")) {
            action = action.substring(0, action.length() - 2);
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return action;
    }

    private Part part(String word, Tokens tokens) {
        return switch (word) {
            case "if" -> {
                tokens.take();
                yield conditional(tokens);
            }
            case "with" -> {
                tokens.take();
                Expression value = whole(tokens);
                List<Part> then = parts(true);
                yield new Part.With(value, then, otherwise());
            }
            case "range" -> {
                tokens.take();
                List<String> variables = rangeVariables(tokens);
                Expression over = whole(tokens);
                List<Part> each = parts(true);
                yield new Part.Range(variables, over, each, otherwise());
            }
            default -> {
                if (tokens.peek().kind() == Kind.VARIABLE && (tokens.peek(1).text().equals(":=") || tokens.peek(1).text().equals("="))) {
                    String variable = tokens.take().text().substring(1);
                    tokens.take();
                    yield new Part.Set(variable, whole(tokens));
                }
                yield new Part.Show(whole(tokens));
            }
        };
    }

    private Part conditional(Tokens tokens) {
        Expression condition = whole(tokens);
        List<Part> then = parts(true);
        return new Part.If(condition, then, otherwise());
    }

    private List<Part> otherwise() {
        if (ending.equals("end")) {
            ending = "";
            return List.of();
        }
        Tokens tokens = new Tokens(ending, "1");
        tokens.take();
        if (tokens.takeIf("if")) {
            return List.of(conditional(tokens));
        }
        List<Part> parts = parts(true);
        ending = "";
        return parts;
    }

    private static List<String> rangeVariables(Tokens tokens) {
        List<String> names = new ArrayList<>();
        int ahead = 0;
        while (tokens.peek(ahead).kind() == Kind.VARIABLE || tokens.peek(ahead).text().equals(",")) {
            ahead++;
        }
        if (tokens.peek(ahead).text().equals(":=")) {
            for (Token token = tokens.take(); !token.text().equals(":="); token = tokens.take()) {
                if (token.kind() == Kind.VARIABLE) {
                    names.add(token.text().substring(1));
                }
            }
        }
        return names;
    }

    private Expression whole(Tokens tokens) {
        Expression expression = pipeline(tokens);
        if (!tokens.isAtEnd()) {
            throw error("unexpected <" + tokens.peek().text() + "> in command");
        }
        return expression;
    }

    private Expression pipeline(Tokens tokens) {
        Expression left = command(tokens, null);
        while (tokens.takeIf("|")) {
            left = command(tokens, left);
        }
        return left;
    }

    /** A function or field with its arguments; what a pipeline brings is the last of them. */
    private Expression command(Tokens tokens, Expression piped) {
        boolean isFunction = tokens.peek().kind() == Kind.WORD && !isConstant(tokens.peek().text());
        String name = tokens.peek().text();
        Expression first = isFunction ? null : operand(tokens);
        if (isFunction) {
            tokens.take();
        }
        List<Expression> arguments = new ArrayList<>();
        while (!tokens.isAtEnd() && !tokens.peek().text().equals("|") && !tokens.peek().text().equals(")")) {
            arguments.add(operand(tokens));
        }
        if (piped != null) {
            arguments.add(piped);
        }
        if (isFunction) {
            Functions.check(name);
            return new Expression.Call(name, arguments);
        }
        if (arguments.isEmpty()) {
            return first;
        }
        if (first instanceof Expression.Field(Expression from, String field, String path, List<Expression> none)) {
            return new Expression.Field(from, field, path, arguments);
        }
        throw error("can't give arguments to what is no function");
    }

    private Expression operand(Tokens tokens) {
        Token token = tokens.take();
        Expression expression = switch (token.kind()) {
            case STRING -> new Expression.Literal(Values.unquoted(token.text()));
            case NUMBER -> new Expression.Literal(token.text().contains(".") ? (Object) Double.valueOf(token.text()) : Long.valueOf(token.text()));
            case VARIABLE -> new Expression.Variable(token.text().substring(1));
            case FIELD -> field(new Expression.Dot(), token.text(), "");
            case WORD -> constantOrCall(token.text());
            case SIGN -> sign(token.text(), tokens);
            case END -> throw error("missing value for command");
        };
        String path = token.kind() == Kind.FIELD ? token.text() : "";
        while (tokens.peek().kind() == Kind.FIELD && tokens.peek().joined()) {
            String name = tokens.take().text();
            expression = field(expression, name, path);
            path += name;
        }
        return expression;
    }

    private Expression sign(String text, Tokens tokens) {
        if (text.equals(".")) {
            return new Expression.Dot();
        }
        if (!text.equals("(")) {
            throw error("unexpected \"" + text + "\" in operand");
        }
        Expression inner = pipeline(tokens);
        if (!tokens.takeIf(")")) {
            throw error("unclosed left paren");
        }
        return inner;
    }

    private static Expression field(Expression from, String dotted, String path) {
        return new Expression.Field(from, dotted.substring(1), path + dotted, List.of());
    }

    private static boolean isConstant(String word) {
        return word.equals("true") || word.equals("false") || word.equals("nil");
    }

    private static Expression constantOrCall(String word) {
        if (isConstant(word)) {
            return new Expression.Literal(word.equals("nil") ? null : Boolean.valueOf(word));
        }
        Functions.check(word);
        return new Expression.Call(word, List.of());
    }

    private TemplateError error(String what) {
        long line = text.substring(0, Math.min(at, text.length())).chars().filter(c -> c == '\n').count() + 1;
        return new TemplateError("template: :" + line + ": " + what);
    }
}
