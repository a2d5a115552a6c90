package qcc.ir;

/**
 * An attribute: an immutable value, compared by content. {@link Object#toString()} is its MLIR text.
 */
public sealed interface Attribute permits IntegerAttr, FloatAttr, StringAttr, TypeAttr, ArrayAttr, DictionaryAttr, UnitAttr, SymbolRefAttr,
        DenseArrayAttr, DenseElementsAttr, DenseResourceAttr, SparseElementsAttr, AffineMapAttr, StridedLayoutAttr, LocationAttr,
        OpaqueAttr, DialectAttr {
    /** The text where the reader assumes i64 and f64, as in lists: numbers of these types stand without the type. */
    default String briefText() {
        return toString();
    }
}
