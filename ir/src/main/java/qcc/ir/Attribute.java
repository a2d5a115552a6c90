package qcc.ir;

/**
 * An attribute: an immutable value, compared by content. {@link Object#toString()} is its MLIR text.
 */
public sealed interface Attribute permits IntegerAttr, FloatAttr, StringAttr, TypeAttr, ArrayAttr, DictionaryAttr, UnitAttr, SymbolRefAttr,
        DenseArrayAttr, DenseElementsAttr, DenseResourceAttr, SparseElementsAttr, AffineMapAttr, StridedLayoutAttr, LocationAttr,
        OpaqueAttr, DialectAttr {}
