package qcc.backend.cim.isa.syntax;

import java.util.ArrayList;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What messages call tokens. */
final class TokenNames {
    private static final int MAX_QUOTED = 20;

    private TokenNames() {}

    static String anyOf(IntervalSet types) {
        var names = new ArrayList<String>();
        types.toList().forEach(type -> names.add(name(type)));
        if (names.size() == 1) {
            return names.getFirst();
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
    }

    static String found(Token token) {
        if (token.getType() == Token.EOF || token.getType() == AssemblyLexer.NEWLINE) {
            return name(token.getType());
        }
        var text = token.getText();
        return "'" + (text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "..." : text) + "'";
    }

    /** A message about characters that begin no token. */
    static String unreadable(String lexerMessage) {
        var quoted = lexerMessage.replaceFirst("(?s)^token recognition error at: ", "");
        if (quoted.startsWith("'\"")) {
            return "the string does not end in its line: expected '\"'";
        }
        if (quoted.startsWith("'x{")) {
            return "the bytes do not end: expected '}'";
        }
        return "unexpected " + quoted;
    }

    private static String name(int type) {
        return switch (type) {
            case AssemblyLexer.DATA -> "bytes 'x{...}'";
            case AssemblyLexer.DIRECTIVE -> "a directive";
            case AssemblyLexer.INTEGER -> "a number";
            case AssemblyLexer.NAME -> "a name";
            case AssemblyLexer.STRING -> "a string";
            case AssemblyLexer.TEXT -> "a text line '|'";
            case AssemblyLexer.NEWLINE -> "the end of the line";
            case Token.EOF -> "the end of the text";
            default -> AssemblyLexer.VOCABULARY.getLiteralName(type);
        };
    }
}
