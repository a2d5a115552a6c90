package qcc.ir.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.ir.AsmParser;
import qcc.ir.Attribute;
import qcc.ir.DeepRecursion;
import qcc.ir.DictionaryAttr;
import qcc.ir.Location;
import qcc.ir.ParseException;
import qcc.ir.Shape;
import qcc.ir.Type;

/** Reads tokens, and with the parsers for types, attributes and locations everything that stands inside an operation. */
class AsmReader implements AsmParser {
    /** Something that is read in a list. */
    @FunctionalInterface
    interface Element {
        void read() throws ParseException;
    }

    /** Attributes, types and locations in one another: far beyond any real program. */
    private static final int MAX_NESTING = 2000;

    final ParseState state;
    final Lexer lexer;
    private final TypeParser types;
    private final AttributeParser attributes;
    private final LocationParser locations;
    private int nesting;

    @SuppressWarnings("this-escape") // the parts only keep the reference
    AsmReader(ParseState state) throws ParseException {
        this.state = state;
        this.lexer = new Lexer(state.source.bytes(), 0, state.source.bytes().length);
        this.types = new TypeParser(this);
        this.attributes = new AttributeParser(this);
        this.locations = new LocationParser(this);
        lexer.next();
    }

    @Override
    public final int offset() {
        return lexer.start;
    }

    final boolean at(char punctuation) {
        return lexer.isPunctuation(punctuation);
    }

    final boolean accept(char punctuation) throws ParseException {
        if (!lexer.isPunctuation(punctuation)) {
            return false;
        }
        lexer.next();
        return true;
    }

    final void expect(char punctuation) throws ParseException {
        if (!accept(punctuation)) {
            throw error("expected '" + punctuation + "'");
        }
    }

    @Override
    public final boolean accept(String punctuation) throws ParseException {
        if (lexer.kind != TokenKind.PUNCTUATION || !lexer.spells(punctuation)) {
            return false;
        }
        lexer.next();
        return true;
    }

    @Override
    public final void expect(String punctuation) throws ParseException {
        if (!accept(punctuation)) {
            throw error("expected '" + punctuation + "'");
        }
    }

    final boolean atKeyword(String keyword) {
        return lexer.kind == TokenKind.BARE && lexer.spells(keyword);
    }

    @Override
    public final boolean acceptKeyword(String keyword) throws ParseException {
        if (!atKeyword(keyword)) {
            return false;
        }
        lexer.next();
        return true;
    }

    @Override
    public final String keyword() throws ParseException {
        if (lexer.kind != TokenKind.BARE) {
            throw error("expected a keyword");
        }
        var word = lexer.spelling();
        lexer.next();
        return word;
    }

    @Override
    public final long integer() throws ParseException {
        return optionalInteger().orElseThrow(() -> error("expected integer value"));
    }

    @Override
    public final Optional<Long> optionalInteger() throws ParseException {
        int from = lexer.start;
        boolean negative = at('-');
        if (negative) {
            lexer.next();
        }
        if (lexer.kind != TokenKind.INTEGER) {
            if (negative) {
                throw error("expected integer value");
            }
            return Optional.empty();
        }
        var digits = lexer.spelling();
        if (digits.startsWith("0x")) {
            throw error("expected a decimal integer");
        }
        try {
            long value = Long.parseLong(negative ? "-" + digits : digits);
            lexer.next();
            return Optional.of(value);
        } catch (NumberFormatException _) {
            throw new ParseException(from, "integer value too large");
        }
    }

    @Override
    public final double floatLiteral() throws ParseException {
        boolean negative = accept('-');
        var digits = lexer.spelling();
        if (lexer.kind == TokenKind.FLOAT) {
            lexer.next();
            double value = Double.parseDouble(digits);
            return negative ? -value : value;
        }
        if (lexer.kind != TokenKind.INTEGER) {
            throw error("expected floating point literal");
        }
        if (!digits.startsWith("0x")) {
            throw error("unexpected decimal integer literal for a floating point value");
        }
        if (negative) {
            throw error("hexadecimal float literal should not have a leading minus");
        }
        if (digits.length() > 18) {
            throw error("hexadecimal float constant out of range for type");
        }
        lexer.next();
        return Double.longBitsToDouble(Long.parseUnsignedLong(digits, 2, digits.length(), 16));
    }

    @Override
    public final String string() throws ParseException {
        if (lexer.kind != TokenKind.STRING) {
            throw error("expected string");
        }
        var value = StringLiteral.decode(lexer.text, lexer.start, lexer.end);
        lexer.next();
        return value;
    }

    @Override
    public final boolean atSymbol() {
        return lexer.kind == TokenKind.AT;
    }

    @Override
    public final String symbolName() throws ParseException {
        if (lexer.kind != TokenKind.AT) {
            throw error("expected valid '@'-identifier for symbol name");
        }
        var name = lexer.text[lexer.start + 1] == '"'
                ? StringLiteral.decode(lexer.text, lexer.start + 1, lexer.end)
                : lexer.spelling().substring(1);
        state.listener.mentioned(new SyntaxListener.Symbol(name), lexer.start, lexer.end, false);
        lexer.next();
        return name;
    }

    /**
     * Reads something that may hold something of its kind.
     *
     * @throws ParseException if what is around it is nested too deeply already
     */
    final <T> T nested(DeepRecursion.Level<T, ParseException> inner) throws ParseException {
        if (nesting == MAX_NESTING) {
            throw error("attributes, types and locations are nested more than " + MAX_NESTING + " deep");
        }
        nesting++;
        try {
            return DeepRecursion.run(nesting, inner);
        } finally {
            nesting--;
        }
    }

    /** The name of the current token behind its mark. */
    final String markedName() {
        return lexer.spelling().substring(1);
    }

    /** Elements separated by commas up to the closing punctuation, which is consumed; the opening one has been. */
    final void listUntil(char close, Element element) throws ParseException {
        if (accept(close)) {
            return;
        }
        do {
            element.read();
        } while (accept(','));
        expect(close);
    }

    @Override
    public final Type type() throws ParseException {
        return types.type();
    }

    /** Types in parentheses; the opening one has been consumed. */
    final void typesUntilParenthesis(List<Type> into) throws ParseException {
        types.listUntilParenthesis(into);
    }

    /** The results of a function type. */
    final void resultTypes(List<Type> into) throws ParseException {
        types.results(into);
    }

    @Override
    public final Attribute attribute() throws ParseException {
        return attributes.attribute();
    }

    @Override
    public final DictionaryAttr dictionary() throws ParseException {
        return attributes.dictionary();
    }

    @Override
    public final DictionaryAttr optionalDictionary() throws ParseException {
        return at('{') ? attributes.dictionary() : DictionaryAttr.EMPTY;
    }

    /** A location between the parentheses of {@code loc(...)}. */
    final Location locationInstance() throws ParseException {
        return locations.instance();
    }

    /** {@code loc(...)} of an operation or argument if it comes next, else null; an alias in it may be defined later. */
    final Location trailingLocation() throws ParseException {
        return locations.trailing();
    }

    /**
     * The text of the rest of a symbol of a dialect that nobody registered: the name after the dot or nothing, and the balanced text in
     * angle brackets.
     */
    final String opaqueBody(String name) throws ParseException {
        if (!at('<')) {
            return name;
        }
        int open = lexer.start;
        int close = lexer.endOfBalanced(open);
        if (close < 0) {
            throw new ParseException(open, "unbalanced brackets in the body of a dialect's symbol");
        }
        var body = new String(lexer.text, open, close - open, StandardCharsets.UTF_8);
        lexer.reset(close);
        return name + (name.isEmpty() ? body.substring(1, body.length() - 1) : body);
    }

    /** Decimal integers in brackets, separated by commas. */
    final List<Long> integersInBrackets(boolean question) throws ParseException {
        var values = new ArrayList<Long>();
        expect('[');
        listUntil(']', () -> values.add(question && accept('?') ? (Long) Shape.DYNAMIC : (Long) integer()));
        return values;
    }
}
