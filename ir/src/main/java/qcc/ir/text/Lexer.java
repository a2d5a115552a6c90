package qcc.ir.text;

import java.nio.charset.StandardCharsets;
import qcc.ir.ParseException;

/** Cuts bytes into tokens; the current one is given by {@link #kind}, {@link #start} and {@link #end}, so that no token is allocated. */
final class Lexer {
    private static final int DIGIT = 1;
    private static final int LETTER = 2;
    private static final int HEX_DIGIT = 4;
    /** May stand in the name of a value after its first character. */
    private static final int VALUE_NAME = 8;
    /** May stand in a bare identifier after its first character. */
    private static final int IDENTIFIER = 16;
    private static final int SPACE = 32;
    private static final byte[] CLASSES = new byte[256];

    static {
        mark(DIGIT | HEX_DIGIT | VALUE_NAME | IDENTIFIER, "0123456789");
        mark(HEX_DIGIT, "abcdefABCDEF");
        mark(LETTER | VALUE_NAME | IDENTIFIER, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        mark(VALUE_NAME | IDENTIFIER, "_$.");
        mark(VALUE_NAME, "-");
        mark(SPACE, " \t\r\n\0");
    }

    final byte[] text;
    private final int limit;
    private int position;
    TokenKind kind = TokenKind.END;
    int start;
    int end;
    /** Where the token before this one ended. */
    int previousEnd;

    /** Reads the bytes from {@code from} to {@code to}, exclusive, and stands at the first token. */
    Lexer(byte[] text, int from, int to) {
        this.text = text;
        this.position = from;
        this.limit = to;
    }

    private static void mark(int flags, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            CLASSES[characters.charAt(i)] |= (byte) flags;
        }
    }

    /** Whether a byte may stand in the name of a value after its mark. */
    static boolean isValueName(byte character) {
        return (CLASSES[character & 0xFF] & VALUE_NAME) != 0;
    }

    private boolean is(int at, int flags) {
        return at < limit && (CLASSES[text[at] & 0xFF] & flags) != 0;
    }

    private int byteAt(int at) {
        return at < limit ? text[at] : -1;
    }

    /** Starts again at an offset. */
    void reset(int offset) throws ParseException {
        position = offset;
        next();
    }

    /** Moves to the next token. */
    void next() throws ParseException {
        previousEnd = end;
        skipBlanks();
        start = position;
        if (position >= limit) {
            end = position;
            kind = TokenKind.END;
            return;
        }
        int c = text[position];
        kind = switch (c) {
            case '%' -> prefixed(TokenKind.PERCENT, "invalid SSA name");
            case '^' -> prefixed(TokenKind.CARET, "invalid block name");
            case '!' -> prefixed(TokenKind.EXCLAMATION, "invalid type identifier");
            case '#' -> hash();
            case '@' -> at();
            case '"' -> string(position);
            case '-' -> punctuation(byteAt(position + 1) == '>' ? 2 : 1);
            case '{' -> brace();
            case ':', ',', '=', '<', '>', '(', ')', '[', ']', '}', '?', '*', '+', '|', '/' -> punctuation(1);
            case '.' -> ellipsis();
            default -> word(c);
        };
        end = position;
    }

    private void skipBlanks() {
        while (position < limit) {
            if ((CLASSES[text[position] & 0xFF] & SPACE) != 0) {
                position++;
            } else if (text[position] == '/' && byteAt(position + 1) == '/') {
                while (position < limit && text[position] != '\n') {
                    position++;
                }
            } else {
                return;
            }
        }
    }

    private TokenKind word(int c) throws ParseException {
        if (c == '_' || is(position, LETTER)) {
            do {
                position++;
            } while (is(position, IDENTIFIER));
            return TokenKind.BARE;
        }
        if (is(position, DIGIT)) {
            return number();
        }
        throw new ParseException(position, "unexpected character");
    }

    private TokenKind punctuation(int length) {
        position += length;
        return TokenKind.PUNCTUATION;
    }

    private TokenKind ellipsis() throws ParseException {
        if (byteAt(position + 1) != '.' || byteAt(position + 2) != '.') {
            throw new ParseException(position, "expected three consecutive dots for an ellipsis");
        }
        return punctuation(3);
    }

    private TokenKind brace() {
        if (byteAt(position + 1) == '-' && byteAt(position + 2) == '#') {
            position += 3;
            return TokenKind.METADATA_BEGIN;
        }
        return punctuation(1);
    }

    private TokenKind hash() throws ParseException {
        if (byteAt(position + 1) == '-' && byteAt(position + 2) == '}') {
            position += 3;
            return TokenKind.METADATA_END;
        }
        return prefixed(TokenKind.HASH, "invalid attribute name");
    }

    /** A name after its mark: digits only, or anything that does not start with a digit. */
    private TokenKind prefixed(TokenKind named, String error) throws ParseException {
        int first = position + 1;
        if (!is(first, VALUE_NAME)) {
            throw new ParseException(position, error);
        }
        int flags = is(first, DIGIT) ? DIGIT : VALUE_NAME;
        position = first + 1;
        while (is(position, flags)) {
            position++;
        }
        return named;
    }

    private TokenKind at() throws ParseException {
        int first = position + 1;
        if (byteAt(first) == '"') {
            string(first);
            return TokenKind.AT;
        }
        if (!is(first, LETTER) && byteAt(first) != '_') {
            throw new ParseException(position, "@ identifier expected to start with letter or '_'");
        }
        position = first + 1;
        while (is(position, IDENTIFIER)) {
            position++;
        }
        return TokenKind.AT;
    }

    private TokenKind number() {
        if (text[position] == '0' && byteAt(position + 1) == 'x' && is(position + 2, HEX_DIGIT)) {
            position += 2;
            skip(HEX_DIGIT);
            return TokenKind.INTEGER;
        }
        skip(DIGIT);
        if (byteAt(position) != '.') {
            return TokenKind.INTEGER;
        }
        position++;
        skip(DIGIT);
        if (byteAt(position) == 'e' || byteAt(position) == 'E') {
            int digits = byteAt(position + 1) == '+' || byteAt(position + 1) == '-' ? position + 2 : position + 1;
            if (is(digits, DIGIT)) {
                position = digits;
                skip(DIGIT);
            }
        }
        return TokenKind.FLOAT;
    }

    private void skip(int flags) {
        while (is(position, flags)) {
            position++;
        }
    }

    private TokenKind string(int quote) throws ParseException {
        int at = quote + 1;
        while (true) {
            int c = byteAt(at);
            if (c == '"') {
                position = at + 1;
                return TokenKind.STRING;
            }
            if (at >= limit || c == '\n') {
                throw new ParseException(quote, "expected '\"' in string literal");
            }
            at += c == '\\' ? escape(at) : 1;
        }
    }

    /** The length of an escape sequence. */
    private int escape(int at) throws ParseException {
        int c = byteAt(at + 1);
        if (c == '"' || c == '\\' || c == 'n' || c == 't') {
            return 2;
        }
        if (is(at + 1, HEX_DIGIT) && is(at + 2, HEX_DIGIT)) {
            return 3;
        }
        throw new ParseException(at, "unknown escape in string literal");
    }

    /** The text of the current token. */
    String spelling() {
        return new String(text, start, end - start, StandardCharsets.UTF_8);
    }

    /** Whether the current token has this text, which must be ASCII. */
    boolean spells(String expected) {
        if (end - start != expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (text[start + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the current token is this punctuation of one character. */
    boolean isPunctuation(char c) {
        return kind == TokenKind.PUNCTUATION && text[start] == c && end - start == 1;
    }

    /** The token up to and including the balanced {@code >} that closes the {@code <} at the offset, or -1 if nothing closes it. */
    int endOfBalanced(int open) {
        var expected = new StringBuilder();
        for (int at = open; at < limit; at++) {
            switch (text[at]) {
                case '<' -> expected.append('>');
                case '(' -> expected.append(')');
                case '[' -> expected.append(']');
                case '{' -> expected.append('}');
                case '-' -> at += byteAt(at + 1) == '>' ? 1 : 0;
                case '"' -> at = endOfString(at);
                case '>', ')', ']', '}' -> {
                    int last = expected.length() - 1;
                    if (expected.charAt(last) != text[at]) {
                        return -1;
                    }
                    expected.setLength(last);
                    if (last == 0) {
                        return at + 1;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    private int endOfString(int quote) {
        int at = quote + 1;
        while (at < limit && text[at] != '"') {
            at += text[at] == '\\' ? 2 : 1;
        }
        return at;
    }
}
