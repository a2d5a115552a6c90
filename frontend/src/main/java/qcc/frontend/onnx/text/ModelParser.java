package qcc.frontend.onnx.text;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.LexerNoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import qcc.frontend.onnx.wire.Onnx.FunctionProto;

/** Reads models in ONNX's textual syntax, as {@code onnx.parser} does. */
public final class ModelParser {
    /** The syntax is not meant for large weights, and a parser needs several times the memory of its text. */
    public static final int MAX_BYTES = 1 << 26;
    /** More than any network needs; the elements of a tensor are one word. */
    private static final int MAX_WORDS = 1 << 21;
    /** Deeper than any text that means something; the parser recurses several times for each level. */
    private static final int MAX_NESTING = 100;

    private ModelParser() {}

    /** Whether bytes begin like a text, which no binary model does. */
    public static boolean accepts(ByteString bytes) {
        int i = 0;
        while (i < bytes.size() && Character.isWhitespace(bytes.byteAt(i))) {
            i++;
        }
        return i < bytes.size() && (bytes.byteAt(i) == '<' || bytes.byteAt(i) == '#');
    }

    /**
     * Reads a model.
     *
     * @throws SyntaxException at the first error
     */
    public static ParsedModel parse(ByteString text) {
        var reader = new ProtoReader();
        var model = reader.model(parser(text).model());
        return new ParsedModel(model, reader.positions());
    }

    /**
     * Reads functions, one after another.
     *
     * @throws SyntaxException at the first error
     */
    public static List<FunctionProto> parseFunctions(ByteString text) {
        var reader = new ProtoReader();
        return parser(text).functions().function().stream().map(reader::function).toList();
    }

    private static OnnxTextParser parser(ByteString text) {
        if (text.size() > MAX_BYTES) {
            throw new SyntaxException(new Position(1, 1), "the text has " + text.size() + " bytes, but the largest that can be read has "
                    + MAX_BYTES + "; large weights go to external data");
        }
        var lexer = new CountingLexer(CharStreams.fromString(text.toString(StandardCharsets.ISO_8859_1)));
        lexer.removeErrorListeners();
        lexer.addErrorListener(new FirstError());
        var tokens = new CommonTokenStream(lexer);
        tokens.fill();
        checkNesting(tokens.getTokens());
        var parser = new OnnxTextParser(tokens);
        parser.removeErrorListeners();
        parser.addErrorListener(new FirstError());
        return parser;
    }

    private static void checkNesting(List<Token> tokens) {
        int depth = 0;
        for (var token : tokens) {
            depth += switch (token.getType()) {
                case OnnxTextLexer.OPEN, OnnxTextLexer.OPEN_LIST, OnnxTextLexer.OPEN_BODY, OnnxTextLexer.LESS -> 1;
                case OnnxTextLexer.CLOSE, OnnxTextLexer.CLOSE_LIST, OnnxTextLexer.CLOSE_BODY, OnnxTextLexer.GREATER -> -1;
                default -> 0;
            };
            if (depth > MAX_NESTING) {
                throw new SyntaxException(at(token), "brackets nest deeper than " + MAX_NESTING);
            }
        }
    }

    static Position at(Token token) {
        return new Position(token.getLine(), token.getCharPositionInLine() + 1);
    }

    /** Ends reading before a text takes too much memory. */
    private static final class CountingLexer extends OnnxTextLexer {
        private int words;

        private CountingLexer(CharStream text) {
            super(text);
        }

        @Override
        public Token nextToken() {
            var token = super.nextToken();
            if (++words > MAX_WORDS) {
                throw new SyntaxException(at(token), "the text has more than " + MAX_WORDS + " words");
            }
            return token;
        }
    }

    /** Ends reading at the first error: what a parser finds after its recovery only distracts. */
    private static final class FirstError extends BaseErrorListener {
        @Override
        public void syntaxError(Recognizer<?, ?> recognizer, Object symbol, int line, int column, String message,
                RecognitionException failure) {
            if (recognizer instanceof Parser parser && symbol instanceof Token token) {
                var offending = failure == null || failure.getOffendingToken() == null ? token : failure.getOffendingToken();
                throw new SyntaxException(at(offending), "expected " + TokenNames.anyOf(parser.getExpectedTokens()) + " but found "
                        + TokenNames.found(offending));
            }
            var at = new Position(line, column + 1);
            if (failure instanceof LexerNoViableAltException unreadable) {
                var characters = unreadable.getInputStream();
                throw new SyntaxException(at,
                        TokenNames.unreadable(characters.getText(Interval.of(unreadable.getStartIndex(), characters.index()))));
            }
            throw new SyntaxException(at, message);
        }
    }
}
