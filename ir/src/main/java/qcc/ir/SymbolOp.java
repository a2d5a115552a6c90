package qcc.ir;

import java.util.Optional;

/** An operation with a name by which others refer to it, held in the property {@code sym_name}. */
public interface SymbolOp {
    /** The property that holds the name. */
    String NAME = "sym_name";
    /** The property that says who may refer to the symbol: {@code public} (if absent), {@code private} or {@code nested}. */
    String VISIBILITY = "sym_visibility";

    /** The inherent attributes of the operation. */
    DictionaryAttr properties();

    /** The name, if the operation has one. */
    default Optional<String> symbolName() {
        return properties().get(NAME) instanceof StringAttr s ? Optional.of(s.value()) : Optional.empty();
    }

    /** Whether nobody outside the symbol table may refer to it. */
    default boolean isPrivateSymbol() {
        return properties().get(VISIBILITY) instanceof StringAttr s && s.value().equals("private");
    }
}
