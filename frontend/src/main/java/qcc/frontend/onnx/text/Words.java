package qcc.frontend.onnx.text;

import java.nio.charset.CharacterCodingException;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import qcc.frontend.onnx.text.OnnxTextParser.NameContext;

/** Names, strings and numbers of a text, with errors at their place. */
final class Words {
    private Words() {}

    static SyntaxException error(ParserRuleContext tree, String reason) {
        return error(tree.getStart(), reason);
    }

    static SyntaxException error(Token token, String reason) {
        return new SyntaxException(ModelParser.at(token), reason);
    }

    static String name(NameContext tree) {
        return name(tree.getStart());
    }

    /** A word or a string, which must be UTF-8. */
    static String name(Token token) {
        return token.getType() == OnnxTextLexer.STRING ? string(token) : token.getText();
    }

    /** The content of a string, which must be UTF-8. */
    static String string(Token token) {
        try {
            return Bytes.decode(Bytes.unquote(token.getText()));
        } catch (CharacterCodingException _) {
            throw error(token, "the string is no UTF-8 text");
        }
    }

    /** The number that a token stands for. */
    static <T> T number(Token token, Function<String, T> reader) {
        try {
            return reader.apply(token.getText());
        } catch (NumberFormatException e) {
            throw error(token, e.getMessage());
        }
    }
}
