package qcc.lit.shell;

import java.util.ArrayList;
import java.util.List;

/** Divides a command line into words and operators. */
final class Lexer {
    private static final List<String> OPERATORS = List.of("2>&1", "1>&2", "2>>", "&>>", "&&", "||", ">>", "2>", "1>", "&>", ">&", "<", ">",
            "|", ";", "&");
    private static final String GLOB_CHARACTERS = "*?[";
    private static final String ESCAPED_IN_PATTERN = "*?[]{}\\";

    private final String line;
    private int position;
    private final List<Token> tokens = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder pattern = new StringBuilder();
    private boolean special;

    private Lexer(String line) {
        this.line = line;
    }

    static List<Token> tokens(String line) throws ShellSyntaxException {
        var lexer = new Lexer(line);
        while (lexer.next()) {
            // Each round adds one token.
        }
        return lexer.tokens;
    }

    private boolean next() throws ShellSyntaxException {
        while (position < line.length() && Character.isWhitespace(line.charAt(position))) {
            position++;
        }
        if (position == line.length()) {
            return false;
        }
        for (String operator : OPERATORS) {
            if (line.startsWith(operator, position)) {
                position += operator.length();
                tokens.add(new Token.Operator(operator));
                return true;
            }
        }
        word();
        return true;
    }

    private void word() throws ShellSyntaxException {
        text.setLength(0);
        pattern.setLength(0);
        special = false;
        while (position < line.length() && !endsWord(line.charAt(position))) {
            char c = line.charAt(position++);
            switch (c) {
                case '\'' -> singleQuoted();
                case '"' -> doubleQuoted();
                case '\\' -> quoted(escaped());
                default -> unquoted(c);
            }
        }
        tokens.add(new Token.Word(text.toString(), special ? pattern.toString() : ""));
    }

    private static boolean endsWord(char c) {
        return Character.isWhitespace(c) || "|&;<>".indexOf(c) >= 0;
    }

    private void singleQuoted() throws ShellSyntaxException {
        int end = line.indexOf('\'', position);
        if (end < 0) {
            throw unterminated();
        }
        line.substring(position, end).chars().forEach(c -> quoted((char) c));
        position = end + 1;
    }

    private void doubleQuoted() throws ShellSyntaxException {
        while (true) {
            if (position == line.length()) {
                throw unterminated();
            }
            char c = line.charAt(position++);
            if (c == '"') {
                return;
            }
            boolean escapes = c == '\\' && position < line.length() && "\"\\$`".indexOf(line.charAt(position)) >= 0;
            quoted(escapes ? line.charAt(position++) : c);
        }
    }

    private ShellSyntaxException unterminated() {
        return new ShellSyntaxException("missing closing quote in: " + line);
    }

    private char escaped() throws ShellSyntaxException {
        if (position == line.length()) {
            throw new ShellSyntaxException("nothing after the backslash at the end of: " + line);
        }
        return line.charAt(position++);
    }

    private void quoted(char c) {
        text.append(c);
        if (ESCAPED_IN_PATTERN.indexOf(c) >= 0) {
            pattern.append('\\');
        }
        pattern.append(c);
    }

    private void unquoted(char c) {
        if (GLOB_CHARACTERS.indexOf(c) < 0) {
            quoted(c);
            return;
        }
        special = true;
        text.append(c);
        pattern.append(c);
    }
}
