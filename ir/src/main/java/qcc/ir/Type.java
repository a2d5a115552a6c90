package qcc.ir;

/**
 * A type: an immutable value, compared by content. {@link Object#toString()} is its MLIR text.
 */
public sealed interface Type
        permits IntegerType, IndexType, FloatType, NoneType, ComplexType, TupleType, VectorType, TensorType, UnrankedTensorType, MemRefType,
        UnrankedMemRefType, FunctionType, OpaqueType, DialectType {

    /** The type of one element of a shaped type; the type itself otherwise. */
    default Type elementType() {
        return switch (this) {
            case TensorType t -> t.element();
            case UnrankedTensorType t -> t.element();
            case VectorType v -> v.element();
            case MemRefType m -> m.element();
            case UnrankedMemRefType m -> m.element();
            case IntegerType _,IndexType _,FloatType _,NoneType _,ComplexType _,TupleType _,FunctionType _,OpaqueType _,DialectType _ ->
                this;
        };
    }
}
