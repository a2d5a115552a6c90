package qcc.ir;

import java.util.List;
import java.util.Set;

/** Writes the custom form of an operation. */
public interface OpPrinter {
    /** Text as it is. */
    OpPrinter text(String text);

    /** {@code %name}. */
    OpPrinter operand(Value value);

    /** Operands separated by commas. */
    OpPrinter operands(List<? extends Value> values);

    OpPrinter type(Type type);

    /** Types separated by commas. */
    OpPrinter types(List<? extends Type> types);

    OpPrinter attribute(Attribute attribute);

    /** {@code @name}, quoted where needed. */
    OpPrinter symbolName(String name);

    /** A space and a dictionary in braces with the entries that are not elided, or nothing if none is left. */
    OpPrinter optionalDictionary(Iterable<NamedAttribute> entries, Set<String> elided);

    /** The same after the keyword {@code attributes}. */
    OpPrinter optionalDictionaryWithKeyword(Iterable<NamedAttribute> entries, Set<String> elided);

    /** A region in braces, without the arguments of its entry block unless asked for. */
    OpPrinter region(Region region, boolean printEntryArguments, boolean printTerminators);

    /** {@code %name: type {attributes}} with its location where locations are printed. */
    OpPrinter argument(BlockArgument argument, DictionaryAttr attributes);

    /** A successor {@code ^name}. */
    OpPrinter successor(Block block);
}
