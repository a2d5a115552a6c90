package qcc.ir;

import java.util.List;
import java.util.Optional;

/** A vocabulary: operations, types and attributes whose names start with the dialect's. */
public interface Dialect {
    String name();

    /** All operations, in alphabetical order of their names. */
    List<OpDef<?>> operations();

    /** Whether the dialect accepts operations of its name that it does not list. */
    default boolean allowsUnknownOperations() {
        return false;
    }

    /**
     * Reads the rest of {@code !dialect.keyword}.
     *
     * @return empty if the dialect has no type of that keyword
     */
    default Optional<Type> parseType(String keyword, AsmParser parser) throws ParseException {
        return Optional.empty();
    }

    /** Reads the rest of {@code #dialect.keyword}. */
    default Optional<Attribute> parseAttribute(String keyword, AsmParser parser) throws ParseException {
        return Optional.empty();
    }

    /** The operation that holds a constant which folding found, or empty if the dialect has none for it. The caller inserts it. */
    default Optional<Op> materializeConstant(Attribute value, Type type, Location location) {
        return Optional.empty();
    }
}
