package qcc.ir;

import java.util.Optional;

/**
 * Reads the pieces of which types, attributes and custom forms consist. Punctuation is given as text: {@code "<"}, {@code "->"}.
 */
public interface AsmParser {
    /** The byte at which the next token starts. */
    int offset();

    /** A mistake at the next token. */
    default ParseException error(String message) {
        return new ParseException(offset(), message);
    }

    /** Consumes punctuation if it comes next. */
    boolean accept(String punctuation) throws ParseException;

    /** Consumes punctuation that must come next. */
    void expect(String punctuation) throws ParseException;

    /** Consumes a keyword if it comes next. */
    boolean acceptKeyword(String keyword) throws ParseException;

    /** Consumes a bare word that must come next and returns it. */
    String keyword() throws ParseException;

    /** A decimal integer, with an optional minus. */
    long integer() throws ParseException;

    /** A decimal integer if one comes next. */
    Optional<Long> optionalInteger() throws ParseException;

    /** A floating-point literal: decimal with a point, or the bits of an f64 in hexadecimal. */
    double floatLiteral() throws ParseException;

    /** A double-quoted string. */
    String string() throws ParseException;

    Type type() throws ParseException;

    Attribute attribute() throws ParseException;

    /** A dictionary in braces. */
    DictionaryAttr dictionary() throws ParseException;

    /** A dictionary in braces if one comes next, else the empty one. */
    DictionaryAttr optionalDictionary() throws ParseException;

    /** Whether {@code @} comes next. */
    boolean atSymbol();

    /** A symbol's name after {@code @}. */
    String symbolName() throws ParseException;
}
