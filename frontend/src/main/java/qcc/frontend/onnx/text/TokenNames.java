package qcc.frontend.onnx.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What messages call tokens. */
final class TokenNames {
    private static final int MAX_QUOTED = 20;

    private TokenNames() {}

    static String anyOf(IntervalSet types) {
        var distinct = new LinkedHashSet<String>();
        types.toList().forEach(type -> distinct.add(name(type)));
        var names = new ArrayList<>(distinct);
        if (names.size() == 1) {
            return names.getFirst();
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }

    static String found(Token token) {
        return token.getType() == Token.EOF ? name(Token.EOF) : quote(token.getText());
    }

    /** What begins no token. */
    static String unreadable(String text) {
        return text.startsWith("\"") ? "the string does not end: expected '\"'" : "unexpected " + quote(text);
    }

    private static String quote(String text) {
        var shown = text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "..." : text;
        return "'" + Bytes.printable(shown) + "'";
    }

    private static String name(int type) {
        return switch (type) {
            case OnnxTextLexer.ID -> "a name";
            case OnnxTextLexer.STRING -> "a string";
            case OnnxTextLexer.PRIMITIVE, OnnxTextLexer.SEQUENCE, OnnxTextLexer.OPTIONAL, OnnxTextLexer.MAP, OnnxTextLexer.SPARSE,
                    OnnxTextLexer.OPAQUE ->
                "a type";
            case OnnxTextLexer.INTEGER -> "an integer";
            case OnnxTextLexer.FLOAT, OnnxTextLexer.SPECIAL -> "a number";
            case OnnxTextLexer.DATA -> "elements '{...}'";
            case Token.EOF -> "the end of the text";
            default -> OnnxTextLexer.VOCABULARY.getLiteralName(type);
        };
    }
}
