package qcc.lit.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import qcc.lit.shell.Command.Condition;
import qcc.lit.shell.Command.Pipeline;
import qcc.lit.shell.Command.Redirection;
import qcc.lit.shell.Command.Sequence;
import qcc.lit.shell.Command.Simple;

/** Parses pipelines joined by {@code ;}, {@code &&} and {@code ||}. */
final class Parser {
    private static final Token.Word NO_TARGET = new Token.Word("", "");

    private final String line;
    private final List<Token> tokens;
    private int next;

    private Parser(String line, List<Token> tokens) {
        this.line = line;
        this.tokens = tokens;
    }

    /**
     * Parses a command line.
     *
     * @throws ShellSyntaxException if it breaks the grammar or runs a command in the background
     */
    static Command parse(String line) throws ShellSyntaxException {
        var parser = new Parser(line, Lexer.tokens(line));
        return parser.list();
    }

    private Command list() throws ShellSyntaxException {
        Command left = pipeline();
        while (next < tokens.size()) {
            var condition = condition();
            if (condition == Condition.ALWAYS && next == tokens.size()) {
                break;
            }
            left = new Sequence(left, condition, pipeline());
        }
        return left;
    }

    private Condition condition() throws ShellSyntaxException {
        return switch (operator().orElse("")) {
            case ";" -> Condition.ALWAYS;
            case "&&" -> Condition.ON_SUCCESS;
            case "||" -> Condition.ON_FAILURE;
            case "&" -> throw new ShellSyntaxException("'&' (a command in the background) is not supported in: " + line);
            default -> throw unexpected();
        };
    }

    private Optional<String> operator() {
        if (next < tokens.size() && tokens.get(next) instanceof Token.Operator(String text)) {
            next++;
            return Optional.of(text);
        }
        return Optional.empty();
    }

    private Pipeline pipeline() throws ShellSyntaxException {
        var stages = new ArrayList<Simple>();
        stages.add(simple());
        while (next < tokens.size() && tokens.get(next).equals(new Token.Operator("|"))) {
            next++;
            stages.add(simple());
        }
        return new Pipeline(stages);
    }

    private Simple simple() throws ShellSyntaxException {
        var words = new ArrayList<Token.Word>();
        var redirections = new ArrayList<Redirection>();
        while (next < tokens.size()) {
            switch (tokens.get(next)) {
                case Token.Word word -> {
                    next++;
                    words.add(word);
                }
                case Token.Operator(String text) -> {
                    if (!isRedirection(text)) {
                        return finished(words, redirections);
                    }
                    next++;
                    redirections.add(redirection(text));
                }
            }
        }
        return finished(words, redirections);
    }

    private Simple finished(List<Token.Word> words, List<Redirection> redirections) throws ShellSyntaxException {
        if (words.isEmpty()) {
            throw unexpected();
        }
        return new Simple(words, redirections);
    }

    private static boolean isRedirection(String operator) {
        return operator.contains("<") || operator.contains(">");
    }

    private Redirection redirection(String operator) throws ShellSyntaxException {
        if (operator.equals("2>&1") || operator.equals("1>&2")) {
            return new Redirection(operator, NO_TARGET);
        }
        if (next == tokens.size() || !(tokens.get(next) instanceof Token.Word target)) {
            throw new ShellSyntaxException("no file after '" + operator + "' in: " + line);
        }
        next++;
        if (!operator.equals(">&")) {
            return new Redirection(operator, target);
        }
        return switch (target.text()) {
            case "1" -> new Redirection("1>&1", NO_TARGET);
            case "2" -> new Redirection("1>&2", NO_TARGET);
            default -> new Redirection("&>", target);
        };
    }

    private ShellSyntaxException unexpected() {
        if (next >= tokens.size()) {
            return new ShellSyntaxException("a command is missing at the end of: " + line);
        }
        String text = switch (tokens.get(next)) {
            case Token.Word word -> word.text();
            case Token.Operator operator -> operator.text();
        };
        return new ShellSyntaxException("unexpected '" + text + "' in: " + line);
    }
}
