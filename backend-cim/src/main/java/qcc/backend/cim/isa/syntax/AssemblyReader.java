package qcc.backend.cim.isa.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import qcc.backend.cim.isa.syntax.Statement.Command;
import qcc.backend.cim.isa.syntax.Statement.TextLine;
import qcc.backend.cim.isa.syntax.Value.DataValue;
import qcc.backend.cim.isa.syntax.Value.IntegerValue;
import qcc.backend.cim.isa.syntax.Value.ListValue;
import qcc.backend.cim.isa.syntax.Value.StringValue;
import qcc.backend.cim.isa.syntax.Value.WordValue;

/** Reads the statements of an assembly text. */
public final class AssemblyReader {
    /** Deeper than any text that means something; the parser recurses once for each level. */
    private static final int MAX_NESTING = 64;

    private final String file;

    private AssemblyReader(String file) {
        this.file = file;
    }

    /**
     * The statements of a text.
     *
     * @throws AssemblyException at the first error of syntax
     */
    public static List<Statement> read(Source source) {
        return new AssemblyReader(source.name()).parse(source.text());
    }

    private List<Statement> parse(String text) {
        var lexer = new AssemblyLexer(CharStreams.fromString(text.endsWith("\n") ? text : text + "\n"));
        lexer.removeErrorListeners();
        lexer.addErrorListener(new FirstError());
        var tokens = new CommonTokenStream(lexer);
        tokens.fill();
        checkNesting(tokens.getTokens());
        var parser = new AssemblyParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(new FirstError());
        return statements(parser.file().line());
    }

    private void checkNesting(List<Token> tokens) {
        var open = new ArrayDeque<Token>();
        for (var token : tokens) {
            switch (token.getType()) {
                case AssemblyLexer.OPEN, AssemblyLexer.OPEN_LIST -> open.push(token);
                case AssemblyLexer.CLOSE, AssemblyLexer.CLOSE_LIST -> open.poll();
                case Token.EOF -> checkClosed(open, token);
                default -> {}
            }
            if (open.size() > MAX_NESTING) {
                throw new AssemblyException(at(token), "braces and brackets nest deeper than " + MAX_NESTING);
            }
        }
    }

    private void checkClosed(ArrayDeque<Token> open, Token end) {
        if (!open.isEmpty() && open.peek().getType() == AssemblyLexer.OPEN) {
            throw new AssemblyException(at(end), "expected '}' for the '{' of line %d".formatted(open.peek().getLine()));
        }
    }

    private List<Statement> statements(List<AssemblyParser.LineContext> lines) {
        var statements = new ArrayList<Statement>();
        for (var line : lines) {
            var statement = line.statement();
            if (statement != null) {
                statements.add(statement.TEXT() == null ? command(statement) : textLine(statement.TEXT().getSymbol()));
            }
        }
        return statements;
    }

    private Command command(AssemblyParser.StatementContext statement) {
        var arguments = statement.argument().stream().map(this::argument).toList();
        var block = statement.block();
        var body = block == null ? List.<Statement>of() : statements(block.line());
        var end = block == null ? statement.name : block.CLOSE().getSymbol();
        return new Command(at(statement.name), statement.name.getText(), arguments, body, block != null, at(end));
    }

    private TextLine textLine(Token token) {
        var at = at(token);
        var line = token.getText().substring(1);
        var start = line.startsWith(" ") ? 1 : 0;
        var backslashes = line.length() - line.replaceAll("\\\\+$", "").length();
        var broken = backslashes % 2 == 0;
        var content = line.substring(start, broken ? line.length() : line.length() - 1);
        var text = Escapes.unescape(content, new Position(file, at.line(), at.column() + 1 + start));
        return new TextLine(at, broken ? text + "\n" : text);
    }

    private Argument argument(AssemblyParser.ArgumentContext argument) {
        return new Argument(at(argument.getStart()), argument.key == null ? "" : argument.key.getText(), value(argument.value()));
    }

    private Value value(AssemblyParser.ValueContext value) {
        var token = value.getStart();
        var at = at(token);
        return switch (token.getType()) {
            case AssemblyLexer.INTEGER -> new IntegerValue(at, integer(token.getText(), at));
            case AssemblyLexer.NAME -> new WordValue(at, token.getText());
            case AssemblyLexer.STRING -> new StringValue(at, string(token.getText(), at));
            case AssemblyLexer.DATA -> new DataValue(at, HexData.read(token.getText(), at));
            default -> new ListValue(at, value.list().value().stream().map(this::value).toList());
        };
    }

    private String string(String token, Position at) {
        return Escapes.unescape(token.substring(1, token.length() - 1), new Position(file, at.line(), at.column() + 1));
    }

    private static long integer(String digits, Position at) {
        try {
            return digits.startsWith("0x") ? Long.parseLong(digits.substring(2), 16) : Long.parseLong(digits);
        } catch (NumberFormatException _) {
            throw new AssemblyException(at, "the number %s does not fit 64 bits".formatted(digits));
        }
    }

    private Position at(Token token) {
        return new Position(file, token.getLine(), token.getCharPositionInLine() + 1);
    }

    /** Ends reading at the first error: what a parser finds after its recovery only distracts. */
    private final class FirstError extends BaseErrorListener {
        @Override
        public void syntaxError(Recognizer<?, ?> recognizer, Object symbol, int line, int column, String message,
                RecognitionException failure) {
            var at = new Position(file, line, column + 1);
            if (recognizer instanceof Parser parser && symbol instanceof Token token) {
                throw new AssemblyException(at,
                        "expected %s but found %s".formatted(TokenNames.anyOf(parser.getExpectedTokens()), TokenNames.found(token)));
            }
            throw new AssemblyException(at, TokenNames.unreadable(message));
        }
    }
}
