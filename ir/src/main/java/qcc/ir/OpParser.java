package qcc.ir;

import java.util.List;

/** Reads the custom form of an operation. */
public interface OpParser extends AsmParser {
    /**
     * An operand by name whose type comes later: a place of the text.
     *
     * @param offset where its name starts, mark included
     * @param length the length of the name
     * @param number which of the results of that name is meant
     */
    record UnresolvedOperand(int offset, int length, int number) {}

    /**
     * An argument of a region's entry block.
     *
     * @param name null in the signature of something without a body
     */
    record Argument(UnresolvedOperand name, Type type, Location location, DictionaryAttr attributes) {}

    /** {@code %name}. */
    UnresolvedOperand operand() throws ParseException;

    /** Zero or more operands, separated by commas, without parentheses. */
    List<UnresolvedOperand> operands() throws ParseException;

    /** Gives the value of a name; its type must be the given one. */
    Value resolve(UnresolvedOperand operand, Type type) throws ParseException;

    /** A region in braces; the arguments become those of its entry block. */
    Region region(List<Argument> entryArguments) throws ParseException;

    /** Whether a region comes next. */
    boolean atRegion() throws ParseException;

    /** {@code (%a: type, ...)} or {@code (type, ...)}: arguments with types, attributes and locations. */
    List<Argument> arguments() throws ParseException;

    /** Whether {@code %} comes next. */
    boolean atOperand() throws ParseException;

    /** A successor {@code ^name}. */
    Block successor() throws ParseException;

    /** The location where the operation starts, unless it states one of its own. */
    Location location();
}
